using System.Reflection;

namespace BlazorJwt.Tests.Conventions;

/// <summary>
/// The tests that hold what must never be lost: refusals, conformance, accessibility, pages without scripts, redaction and bounds. Their
/// names are printed, so that a list from before a change can be compared with one from after it. Too many names do no harm.
/// </summary>
public sealed class GuardTests(ITestOutputHelper output)
{
    // Parts of namespaces and class names: such a class is listed whole.
    private static readonly string[] Classes =
    [
        "Conformance", "Refus", "Secrecy", "Redaction", "Bound", "EveryPage", "Security", "Headers", "HubGate", "HostName", "Origin",
        "Wycheproof", "Rfc", "Vector", "AcceptedByDefault", "Property", "Keyboard", "Print", "PlainPages", "Limit", "CrossSite",
        "LocalAddress", "Denylist", "Revocation", "SharedSecret", "Clock", "JwtBearerPath", "Roundtrip", "Wild", "Mask",
        "FailureAnswers", "Switch", "PublicAddress", "KnownProxies", "Jwe", "Jws", "Beats", "Oracle",
    ];

    // Words of method names, as a sentence about a guard would use them.
    private static readonly string[] Words =
    [
        "refuse", "reject", "denied", "deny", "never", "not", "no", "none", "nobody", "nothing", "without", "only", "cannot", "stays",
        "invalid", "expire", "revoke", "forge", "stolen", "stranger", "foreign", "hostile", "secret", "redact", "log",
        "mask", "hidden", "bound", "limit", "most", "too_", "large", "long", "big", "deep", "accessib", "axe", "keyboard", "focus",
        "contrast", "label", "screen_reader", "aria", "narrow", "reduced_motion", "script", "javascript", "print", "rfc", "standard",
        "conform", "vector", "same_as", "agree", "401", "403", "400", "413", "414", "429", "431", "beats", "origin", "cross_site",
        "policy", "header", "attempt", "outage", "unknown", "wrong", "another", "other", "twice", "again", "over", "broken", "damaged",
        "garbage", "tamper", "bit",
    ];

    [Fact]
    public void The_tests_that_guard_the_app_are_listed()
    {
        var names = Guards(typeof(GuardTests).Assembly).ToArray();

        foreach (var name in names) output.WriteLine(name);
        Assert.True(names.Length > 500, $"Only {names.Length} guards were found.");
    }

    private static IEnumerable<string> Guards(Assembly tests) =>
        from type in tests.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetCustomAttributes().Any(attribute => attribute is FactAttribute)
        where Classes.Any(part => type.FullName!.Contains(part, StringComparison.Ordinal))
            || Words.Any(word => $"_{method.Name}_".Contains($"_{word}", StringComparison.OrdinalIgnoreCase))
        let name = $"{type.FullName}.{method.Name}"
        orderby name
        select name;
}
