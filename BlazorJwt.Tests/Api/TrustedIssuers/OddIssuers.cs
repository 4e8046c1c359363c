using System.IO.Compression;
using System.Text;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

using Answer = Func<OddIssuer, HttpContext, Task>;

/// <summary>Issuers that answer in odd ways, and what a caller with a good token of theirs is told. <see cref="OddKeySets"/> has the odd
/// key sets.</summary>
internal static class OddIssuers
{
    private const string OAuth = "oauth-authorization-server";
    private const string OpenId = "openid-configuration";
    private const string Keys = "keys";
    private const string Both = ", at oauth-authorization-server and at openid-configuration.";

    /// <param name="Sentence">Why its keys can't be had, without what every such sentence begins with; null where the token is
    /// accepted. <c>{issuer}</c> stands for its name.</param>
    internal sealed record Case(IReadOnlyDictionary<string, Answer> Answers, string? Sentence)
    {
        public string Path { get; init; } = "";

        public bool IsSelfSigned { get; init; }

        /// <summary>For how long it is waited for; null for as long as a test waits.</summary>
        public TimeSpan? Timeout { get; init; }

        /// <summary>What the settings have instead of its name; null for its name.</summary>
        public Func<string, string>? Authority { get; init; }

        /// <summary>The setting <c>TokenIssuer</c>, and the <c>iss</c> of the token; null for its name.</summary>
        public string? TokenIssuer { get; init; }
    }

    public static IReadOnlyDictionary<string, Case> All { get; } = new Dictionary<string, Case>
    {
        // What is good, in each of its shapes.
        ["RFC 8414 only"] = new(Places((OAuth, Metadata()), (Keys, KeySet())), null),
        ["OpenID Connect only"] = new(Places((OpenId, Metadata()), (Keys, KeySet())), null),
        ["a path"] = new(Places((OAuth, Metadata()), (Keys, KeySet())), null) { Path = "/deep/er/tenant.v2" },
        ["a path, OpenID Connect"] = new(Places((OpenId, Metadata()), (Keys, KeySet())), null) { Path = "/deep/er/tenant.v2" },
        ["a slash at the end"] = new(Places((OpenId, Metadata()), (Keys, KeySet())), null) { Path = "/tenant/" },
        ["a byte order mark"] = new(Places((OAuth, Bytes([0xEF, 0xBB, 0xBF], Good)), (Keys, Bytes([0xEF, 0xBB, 0xBF], _ => GoodKeys))),
            null),
        ["gzip, unasked"] = new(Places((OAuth, Gzip(Good)), (Keys, Gzip(_ => GoodKeys))), null),
        ["members of other types"] = new(Places(
            (OAuth, Json(issuer => $$"""{"scopes_supported":7,"grant_types_supported":"code","x":null,{{Good(issuer)[1..]}}""")),
            (Keys, KeySet())), null),
        ["another issuer of the host at the first place"] = new(Places(
            (OAuth, Metadata("https://the-host.example")), (OpenId, Metadata()), (Keys, KeySet())), null),
        ["an error at the first place"] = new(Places((OAuth, Status(500)), (OpenId, Metadata()), (Keys, KeySet())), null),
        ["HTML at the first place"] = new(Places((OAuth, Html()), (OpenId, Metadata()), (Keys, KeySet())), null),
        ["AD FS: its tokens have another iss"] = new(Places((OpenId, Metadata()), (Keys, KeySet())), null)
        { TokenIssuer = "http://fs.example/adfs/services/trust" },

        // Metadata that can't be read.
        ["nothing there"] = new(Places(), Unreadable("status 404" + Both)),
        ["status 500"] = new(Places((OAuth, Status(500)), (OpenId, Status(500))), Unreadable("status 500" + Both)),
        ["404 and 503"] = new(Places((OpenId, Status(503))),
            Unreadable("status 404, at oauth-authorization-server; status 503, at openid-configuration.")),
        ["403 and HTML"] = new(Places((OAuth, Status(403)), (OpenId, Html())),
            Unreadable("status 403, at oauth-authorization-server; HTML or XML where JSON is expected, at openid-configuration.")),
        ["a redirect"] = new(Places((OAuth, Redirect()), (OpenId, Redirect())),
            Unreadable("status 302, a redirect, which is not followed" + Both)),
        ["6 MB"] = new(Places((OAuth, Large()), (OpenId, Large())),
            Unreadable("more than this server reads (setting Issuers:MaxAnswerBytes)" + Both)),
        ["6 MB, packed into 6 KB"] = new(Places((OAuth, Gzip(_ => new string(' ', 6_000_000))), (OpenId, Status(404))),
            Unreadable("more than this server reads (setting Issuers:MaxAnswerBytes), at oauth-authorization-server; " +
                "status 404, at openid-configuration.")),
        ["what says gzip and is not"] = new(Places((OAuth, Packed([1, 2, 3])), (OpenId, Packed([1, 2, 3]))),
            Unreadable("a compressed answer that can't be unpacked" + Both)),
        ["HTML"] = new(Places((OAuth, Html()), (OpenId, Html())), Unreadable("HTML or XML where JSON is expected" + Both)),
        ["an empty answer"] = new(Places((OAuth, Json(_ => "")), (OpenId, Json(_ => ""))), Unreadable("an empty answer" + Both)),
        ["JSON that breaks off"] = new(Places((OAuth, Json(issuer => Good(issuer)[..^1])), (OpenId, Status(404))),
            Unreadable("text that is not JSON, at oauth-authorization-server; status 404, at openid-configuration.")),
        ["an array"] = new(Places((OAuth, Json(_ => "[]")), (OpenId, Json(_ => "[]"))), Unreadable("JSON that is no object" + Both)),
        ["no issuer"] = new(Places((OAuth, Json(_ => "{}")), (OpenId, Json(_ => """{"issuer":7}"""))),
            Unreadable("metadata without issuer" + Both)),
        ["half a character"] = new(Places((OAuth, Json(_ => """{"issuer":"\ud800"}"""))),
            Unreadable("metadata without issuer, at oauth-authorization-server; status 404, at openid-configuration.")),
        ["an encoding that nobody knows"] = new(Places((OAuth, Typed("application/json; charset=nobody", Good)), (OpenId, Status(404))),
            Unreadable("a text in a charset that is not read here: JSON is UTF-8 (RFC 8259, section 8.1), at oauth-authorization-server; " +
                "status 404, at openid-configuration.")),
        ["a charset that .NET does not read"] = new(Places((OAuth, Typed("application/json; charset=utf-7", Good))),
            Unreadable("a text in a charset that is not read here: JSON is UTF-8 (RFC 8259, section 8.1), at oauth-authorization-server; " +
                "status 404, at openid-configuration.")),

        // Another issuer, and near misses.
        ["another issuer"] = new(Places((OpenId, Metadata("https://other.example")), (Keys, KeySet())),
            Speaks("'https://other.example', and the settings (Issuer, or else Authority) name '{issuer}'")),
        ["another issuer that tries to write a header"] = new(
            Places((OpenId, Json(_ => "{\"issuer\":\"a\\\"b\\r\\nSet-Cookie: \u00a7'\"}")), (Keys, KeySet())),
            Speaks("'a?b??Set-Cookie: ??', and the settings (Issuer, or else Authority) name '{issuer}'")),
        ["a slash too few in the settings"] = new(Places((OpenId, Json(_ => "")), (OAuth, Metadata(slash: true)), (Keys, KeySet())),
            Speaks("'{issuer}/', and the settings (Issuer, or else Authority) name '{issuer}' (the metadata has it with a last slash)")),
        ["a slash too many in the settings"] = new(Places((OpenId, Metadata()), (Keys, KeySet())),
            Speaks("'{issuer}', and the settings (Issuer, or else Authority) name '{issuer}/' " +
                "(the metadata has it without the last slash)"))
        { Authority = issuer => issuer + "/" },

        // Keys that can't be had.
        ["no key set named"] = new(Places((OAuth, Json(issuer => $$"""{"issuer":"{{issuer}}"}"""))),
            "The issuer's metadata names no key set."),
        ["a key set in a file"] = new(Places((OAuth, Json(issuer => NamesKeys(issuer, "file:///etc/passwd")))),
            "The issuer's metadata names a key set at an address of 'file:', which is not asked: it must be https."),
        ["a key set by plain http, elsewhere"] = new(Places((OAuth, Json(issuer => NamesKeys(issuer, "http://keys.example/keys")))),
            "The issuer's metadata names a key set at an address of 'http:', which is not asked: it must be https."),
        ["a key set by its path"] = new(Places((OAuth, Json(issuer => NamesKeys(issuer, "/keys"))), (Keys, KeySet())),
            "The issuer's metadata names a key set, and not by a whole address: it must be https."),
        ["a key set by no address"] = new(Places((OAuth, Json(issuer => NamesKeys(issuer, "keys"))), (Keys, KeySet())),
            "The issuer's metadata names a key set, and not by a whole address: it must be https."),
        ["keys: status 500"] = new(Places((OAuth, Metadata()), (Keys, Status(500))), "The issuer's key set can't be read: status 500."),
        ["keys: a redirect"] = new(Places((OAuth, Metadata()), (Keys, Redirect())),
            "The issuer's key set can't be read: status 302, a redirect, which is not followed."),
        ["keys: HTML"] = new(Places((OAuth, Metadata()), (Keys, Html())),
            "The issuer's key set can't be read: HTML or XML where JSON is expected."),
        ["keys: 6 MB"] = new(Places((OAuth, Metadata()), (Keys, Large())),
            "The issuer's key set can't be read: more than this server reads (setting Issuers:MaxAnswerBytes)."),
        ["keys: none"] = new(Places((OAuth, Metadata()), (Keys, Json(_ => """{"keys":[]}"""))), "The issuer's key set is empty."),
        ["keys: no array"] = new(Places((OAuth, Metadata()), (Keys, Json(_ => """{"keys":{}}"""))),
            "What the issuer gave as its key set has no array of keys (RFC 7517, section 5)."),

        // No answer.
        ["a certificate of its own making"] = new(Places((OAuth, Metadata()), (Keys, KeySet())),
            Unreadable("TLS failed: the certificate is not trusted by this server, or no TLS is spoken there."))
        { IsSelfSigned = true },
        ["no TLS where it should be"] = new(Places((OAuth, Metadata()), (Keys, KeySet())),
            Unreadable("TLS failed: the certificate is not trusted by this server, or no TLS is spoken there."))
        { Authority = issuer => issuer.Replace("http:", "https:") },
        ["a name that does not resolve"] = new(Places(), Unreadable("its name does not resolve."))
        { Authority = _ => "https://issuer.invalid" },
        ["drop by drop"] = new(Places((OAuth, Dripping())), Unreadable("no answer in time."))
        { Timeout = TimeSpan.FromSeconds(1) },
        ["keys: drop by drop"] = new(Places((OAuth, Metadata()), (Keys, Dripping())),
            "The issuer's key set can't be read: no answer in time.")
        { Timeout = TimeSpan.FromSeconds(2) },
        ["a connection that breaks off"] = new(Places((OAuth, BreakingOff())), Unreadable("the connection broke off.")),
    };

    private static string GoodKeys =>
        $$"""{"keys":[{"kty":"RSA","kid":"good","n":"{{OddIssuer.Key.PublicJwk()!.N}}","e":"{{OddIssuer.Key.PublicJwk()!.E}}"}]}""";

    internal static Answer Status(int status) => (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static string Unreadable(string how) => "The issuer's metadata can't be read: " + how;

    private static string Speaks(string names) =>
        $"The metadata there speaks for another issuer: it says {names}. So its keys are not taken (RFC 8414, section 3.3).";

    private static Dictionary<string, Answer> Places(params (string Place, Answer Answer)[] places) =>
        places.ToDictionary(place => place.Place, place => place.Answer);

    private static string Good(string issuer) =>
        $$"""{"issuer":"{{issuer}}","jwks_uri":"{{new Uri(issuer).GetLeftPart(UriPartial.Authority)}}/keys"}""";

    private static string NamesKeys(string issuer, string address) => $$"""{"issuer":"{{issuer}}","jwks_uri":"{{address}}"}""";

    private static Answer Metadata(string? other = null, bool slash = false) => Json(issuer =>
        other is null ? Good(slash ? issuer + "/" : issuer) : Good(issuer).Replace($"\"{issuer}\"", $"\"{other}\""));

    private static Answer KeySet() => Json(_ => GoodKeys);

    private static Answer Json(Func<string, string> text) => Typed("application/json", text);

    private static Answer Html() => Typed("text/html", _ => "<!doctype html><title>Sign in</title>");

    private static Answer Typed(string type, Func<string, string> text) => (issuer, context) =>
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text(issuer.Issuer))).AsTask();
    };

    private static Answer Bytes(byte[] front, Func<string, string> text) => (issuer, context) =>
        context.Response.Body.WriteAsync((byte[])[.. front, .. Encoding.UTF8.GetBytes(text(issuer.Issuer))]).AsTask();

    private static Answer Gzip(Func<string, string> text) => (issuer, context) =>
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text(issuer.Issuer)));
        return Packed(packed.ToArray())(issuer, context);
    };

    private static Answer Packed(byte[] body) => (_, context) =>
    {
        context.Response.Headers.ContentEncoding = "gzip";
        return context.Response.Body.WriteAsync(body).AsTask();
    };

    private static Answer Redirect() => (issuer, context) =>
    {
        context.Response.Redirect(issuer.Issuer + "/elsewhere");
        return Task.CompletedTask;
    };

    private static Answer Large() => async (_, context) =>
    {
        for (var sent = 0; sent < 6; sent++) await context.Response.Body.WriteAsync(new byte[1_000_000], context.RequestAborted);
    };

    // To be slow is what this issuer plays. The test waits for the answer about it.
    private static Answer Dripping() => async (_, context) =>
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(" ", context.RequestAborted);
            await Task.Delay(20, context.RequestAborted);
        }
    };

    private static Answer BreakingOff() => async (_, context) =>
    {
        await context.Response.WriteAsync("{");
        await context.Response.Body.FlushAsync();
        context.Abort();
    };
}
