using System.Text.Json;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Finds out which members stand twice. <see cref="StrictJson"/> only says that there are some, as fast as it can.</summary>
internal static class DuplicateMembers
{
    private const int MostFound = 20;

    // A path is for a person to read. Unbounded, one long name around many members would be written out for each of them.
    private const int LongestPath = 120;

    /// <summary>Their names, in the order in which the second one stands, the first twenty; a dot before what lies deeper, and long names
    /// cut. The position is the byte at which the first of the second ones begins.</summary>
    public static IReadOnlyList<string> Find(ReadOnlySpan<byte> json, out int position)
    {
        position = 0;
        var found = new List<string>();
        var objects = new Stack<(string Path, HashSet<string> Names)>();
        var path = "";
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = StrictJson.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject)
            {
                objects.Push((path, new(StringComparer.Ordinal)));
            }
            else if (reader.TokenType is JsonTokenType.EndObject)
            {
                // What follows in a list belongs to the member that holds the list.
                path = objects.Pop().Path;
            }
            else if (reader.TokenType is JsonTokenType.PropertyName)
            {
                var (around, names) = objects.Peek();
                var name = reader.GetString()!;
                path = Path(around, name);
                if (names.Add(name)) continue;
                if (found.Count == 0) position = (int)reader.TokenStartIndex;
                if (found.Count < MostFound && !found.Contains(path, StringComparer.Ordinal)) found.Add(path);
            }
        }

        return found;
    }

    public static string Path(string around, string name) =>
        around.Length >= LongestPath ? around : (around.Length == 0 ? name : $"{around}.{name.Cut(LongestPath)}").Cut(LongestPath);
}
