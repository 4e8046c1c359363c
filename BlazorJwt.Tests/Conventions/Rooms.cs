namespace BlazorJwt.Tests.Conventions;

/// <summary>The rooms of the house and the doors between them.</summary>
internal static class Rooms
{
    private const string Root = "BlazorJwt";

    /// <summary>The room a type lives in, the first part of its namespace below the root; null for what is not ours.</summary>
    public static string? Of(Type type, string root = Root)
    {
        var name = type.Namespace ?? "";
        return name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
    }

    /// <summary>Each room with the rooms it uses, and for each of them a type that does.</summary>
    public static Dictionary<string, Dictionary<string, string>> Doors(IEnumerable<Type> types, string root = Root)
    {
        var doors = new Dictionary<string, Dictionary<string, string>>();
        foreach (var type in types)
        {
            if (Of(type, root) is not { } from)
                continue;
            var used = doors.TryGetValue(from, out var known) ? known : doors[from] = [];
            foreach (var to in Mentions.TypesOf(type).Select(mentioned => Of(mentioned, root)).OfType<string>().Where(room => room != from))
                used.TryAdd(to, Mentions.Outermost(type).Name);
        }

        return doors;
    }

    /// <summary>What goes against the one way Components → the rooms in the middle → Tokens, in sentences.</summary>
    public static IEnumerable<string> WrongWays(Dictionary<string, Dictionary<string, string>> doors)
    {
        foreach (var (from, used) in doors)
        {
            foreach (var (to, by) in used)
            {
                if (to == "Components" || from == "Tokens")
                    yield return $"{from} uses {to}, in {by}.";
                else if (Reaches(doors, to, from, []))
                    yield return $"{from} uses {to}, in {by}, and {to} leads back to {from}.";
            }
        }
    }

    private static bool Reaches(Dictionary<string, Dictionary<string, string>> doors, string from, string to, HashSet<string> seen) =>
        seen.Add(from) && doors.TryGetValue(from, out var used)
            && (used.ContainsKey(to) || used.Keys.Any(next => Reaches(doors, next, to, seen)));
}
