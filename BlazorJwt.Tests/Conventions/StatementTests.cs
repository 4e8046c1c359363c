using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conventions;

/// <summary>Sentences that were on a page, in the docs or in the code, and are false. None of them comes back, wherever it is
/// written.</summary>
public sealed partial class StatementTests
{
    // What is wrong, and what is right.
    private static readonly (string Wrong, string Right)[] Statements =
    [
        ("Nobody can change it.", "Anyone can change a token. A change of header or payload is noticed."),
        ("not one character was changed", "An ES256 signature has a twin that verifies too."),
        ("Any change breaks the signature", "An ES256 signature has a twin that verifies too."),
        ("It looks nothing up.", "The API looks at its denylist."),
        ("looks at a clock, and at nothing else", "The API looks at its denylist."),
        ("nothing takes an access token back", "The denylist does."),
        ("no central authority can invalidate it", "A denylist, introspection or a removed key does."),
        ("keeps session tokens out of web storage altogether", "One OWASP sheet allows sessionStorage with a fingerprint cookie."),
        ("help short lives", "A short lifetime does not stop a script that acts in the page."),
        ("could forge neither", "The server receives a secret, and so can use it."),
        ("Encrypt instead", "Encryption with a public key proves no origin: sign, then encrypt."),
        ("signs HS256 only", "A secret of 64 bytes signs HS256, HS384 and HS512."),
        ("the libraries used here cannot either", "IdentityModel has ML-DSA."),
        ("the token was cut short. A cookie holds", "A browser drops a cookie that is too large; it does not cut it."),
        ("\"localStorage.getItem\", \"token\"", "No example reads a token from localStorage."),
        ("so it was restarted since you signed in", "An unknown key can be another server's."),
        ("A circuit is a web socket", "A circuit is the state of a page on the server."),
        ("Each refresh token is good once", "A used one is accepted again within the grace window."),
        ("A policy never sees your token", "A handler can reach it."),
        ("fetches the public keys once", "They are kept an hour, and fetched again for a new kid."),
        ("metadata and key set once", "They are kept, and fetched again for a new kid."),
        ("ended this session from another browser", "A browser sees and ends its own sessions alone."),
        ("All clients are public", "A service account has a secret or a key pair."),
        ("CORS protects nothing", "CORS is no access control."),
        ("reads all but the HttpOnly cookie", "A module's variable can't be read by another script."),
        ("here is staged", "Issuers, thief and evil site are simulated."),
        ("in it is staged", "Issuers, thief and evil site are simulated."),
        ("goes only to the server", "A cookie goes to every port of its host."),
        ("RFC 7518 section 8.1", "PBES2 counts are in RFC 7518 section 4.8.1.2."),
        ("its sign-in was ended", "A token is also revoked by its client, or with an experiment."),
        ("because you signed out or signed in", "A session also ends from the list of sessions, or when a refresh token is reused."),
        ("No server keeps a list of its tokens", "The API with a denylist does."),
        ("can carry the token away, and signing in", "A script can read a token that a page shows whole."),
        ("finds nothing to sign in with", "The lesson's page holds the secret in the server's memory while it is open."),
        ("it doesn't prevent; only a token bound", "A script in the page can use a bound token's key in place."),
        ("it cannot carry anything away", "A script can carry away what the page shows."),
        ("a policy that lets no request leave it", "A browser without Connection-Allowlist can be made to send some."),
        ("trusted for the visitor who made them", "The API trusts a simulated issuer, no matter who sends its token."),
        ("five times the throughput of plain JwtBearer |", "The figure was of a path that the app never takes."),
        ("Three hundred people need more than one server", "Circuits of 5,000 people fit two cores."),
        ("Only a list on the server ends it", "Introspection, or a removed key, ends it too."),
        ("Only the server can make them", "Anybody can make the twin of an ES256 signature."),
    ];

    [Fact]
    public void No_statement_that_was_found_false_is_made_again() =>
        Assert.Empty(Repository.Files(".", ".razor", ".cs", ".md", ".html", ".js", ".json", ".http")
            .Where(file => !file.EndsWith($"/{nameof(StatementTests)}.cs", StringComparison.Ordinal))
            .SelectMany(file => Problems(file, Repository.Read(file))));

    [Theory]
    [InlineData("Everyone can read it.\n  Nobody can change it.")]
    [InlineData("A CIRCUIT is a web socket.")]
    [InlineData("RFC 6265bis §5.6")]
    [InlineData("OWASP JSON Web Token Cheat Sheet")]
    [InlineData("OAuth 2.0 for Browser-Based Applications gives this order.")]
    public void A_false_statement_is_found_however_it_is_wrapped(string text) => Assert.Single(Problems("A.md", text));

    [Theory]
    [InlineData("draft RFC 6265bis §5.6")]
    [InlineData("OWASP JSON Web Token Cheat Sheet for Java")]
    [InlineData("RFC 10017 (OAuth 2.0 for Browser-Based Applications) §6")]
    public void A_citation_in_full_is_no_problem(string text) => Assert.Empty(Problems("A.md", text));

    private static IEnumerable<string> Problems(string file, string text)
    {
        var line = Spaces().Replace(text, " ");
        foreach (var (wrong, right) in Statements)
        {
            if (line.Contains(wrong, StringComparison.OrdinalIgnoreCase)) yield return $"{file} says '{wrong}'. {right}";
        }

        if (UnnamedDraft().IsMatch(line)) yield return $"{file} cites RFC 6265bis, and does not say that it is a draft.";
        if (ShortSheet().IsMatch(line)) yield return $"{file} cites the OWASP JSON Web Token Cheat Sheet for Java without its whole name.";
        if (WithoutNumber().IsMatch(line))
            yield return $"{file} cites OAuth 2.0 for Browser-Based Applications without its number, RFC 10017.";
    }

    // Comments and wrapped prose: a line break, its indent and the signs of a comment are one space.
    [GeneratedRegex(@"\s*\r?\n\s*(//+|\*)?\s*|\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("(?<!draft RFC )6265bis")]
    private static partial Regex UnnamedDraft();

    [GeneratedRegex("JSON Web Token Cheat Sheet(?! for Java)")]
    private static partial Regex ShortSheet();

    [GeneratedRegex("(?<!RFC 10017,? \\(?)OAuth 2\\.0 for Browser-Based Applications")]
    private static partial Regex WithoutNumber();
}
