using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace BlazorJwt.Tests.Conventions;

/// <summary>What a test class needs beside .NET, read from its code: from the methods it has, those they call, and so on.</summary>
internal static class Needs
{
    /// <summary>The name of the trait that says so.</summary>
    public const string Trait = "needs";

    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // A test that gets to one of these types has the need. What these types do themselves is not followed.
    private static readonly (Type Type, string Need)[] Marks =
    [
        (typeof(BrowserFixture), "browser"),
        (typeof(RedisFixture), "redis"), (typeof(RedisServer), "redis"),
        (typeof(NodeFolder), "node"), (typeof(PythonScript), "python"),
        (typeof(RunningApp), "server"), (typeof(WebApplicationFactory<Program>), "server"), (typeof(IServerAddressesFeature), "server"),
        (typeof(KestrelServerOptions), "server"), (typeof(TcpListener), "server"), (typeof(Process), "server"),
    ];

    // What many test classes call is read once.
    private static readonly Dictionary<MethodBase, (string[] Needs, MethodBase[] Next)> Known = [];

    /// <summary>The needs of a test class, in order.</summary>
    public static string[] Of(Type testClass)
    {
        HashSet<MethodBase> seen = [];
        SortedSet<string> needs = new(StringComparer.Ordinal);
        Stack<MethodBase> left = new(Begin(testClass, needs));
        while (left.TryPop(out var method))
        {
            if (!seen.Add(method)) continue;
            if (!Known.TryGetValue(method, out var known)) known = Known[method] = Read(method);
            needs.UnionWith(known.Needs);
            foreach (var next in known.Next) left.Push(next);
        }

        return [.. needs];
    }

    private static (string[] Needs, MethodBase[] Next) Read(MethodBase method)
    {
        var members = Mentions.MembersOf(method).Distinct().ToArray();
        return ([.. members.SelectMany(Mentions.TypesIn).SelectMany(NeedsOf).Distinct()], [.. members.SelectMany(Next).Distinct()]);
    }

    // What xunit calls: the class and its fixtures; of a base class its tests, and what is virtual. The rest of a base class counts when it
    // is called.
    private static IEnumerable<MethodBase> Begin(Type type, SortedSet<string> needs)
    {
        var given = type.GetConstructors(Own).SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.ParameterType).ToArray();
        needs.UnionWith(given.SelectMany(NeedsOf));
        var bases = Bases(type)
            .SelectMany(inherited => Methods(inherited).Where(method => method.IsVirtual || method.IsConstructor || IsTest(method)));
        return Mentions.WithParts(type).SelectMany(Methods).Concat(bases)
            .Concat(given.Where(fixture => fixture != type && IsOurs(fixture) && !IsMark(fixture))
            .SelectMany(fixture => Begin(fixture, needs)));
    }

    // The method that is called, what an iterator's or async method's class does, and what sets a type's static fields.
    private static IEnumerable<MethodBase> Next(MemberInfo member)
    {
        if (member.DeclaringType is not { } type || !IsOurs(type) || IsMark(type)) return [];
        IEnumerable<MethodBase?> next = [member as MethodBase, type.TypeInitializer, .. IsStateMachine(type) ? Methods(type) : []];
        return next.OfType<MethodBase>();
    }

    private static IEnumerable<string> NeedsOf(Type type) => Marks.Where(mark => type.IsAssignableTo(mark.Type)).Select(mark => mark.Need);

    private static bool IsMark(Type type) => Marks.Any(mark => type.IsAssignableTo(mark.Type));

    private static bool IsOurs(Type type) => type.Assembly == typeof(Needs).Assembly && type != typeof(Needs);

    private static bool IsStateMachine(Type type) => type.Name.StartsWith('<') && !type.Name.StartsWith("<>c", StringComparison.Ordinal);

    private static bool IsTest(MethodBase method) => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute);

    private static IEnumerable<Type> Bases(Type type) => type.BaseType is { } inherited && IsOurs(inherited)
        ? Bases(inherited).Prepend(inherited) : [];

    private static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own));
}
