using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlazorJwt.Api;
using BlazorJwt.Api.Client;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Labs.Issuers;

/// <summary>What is sent to the API as a token of another issuer.</summary>
internal enum SimulatedTokenShape
{
    Access,

    /// <summary>The ID token: signed by the same issuer, meant for the client.</summary>
    IdToken,

    /// <summary>An access token for another API.</summary>
    OtherAudience,

    /// <summary>An access token of another tenant of the same issuer.</summary>
    OtherTenant,

    /// <summary>An access token under a key that the issuer does not publish.</summary>
    UnknownKey,

    /// <summary>The access token with one bit of the signature changed.</summary>
    BitFlipped,
}

/// <summary>Signs tokens of another issuer's shape, and writes the settings that make this app trust it.</summary>
internal sealed partial class SimulatedIssuerTokens(TokenService tokens, ServerAddress own, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where this server reaches itself; null when it cannot, and then there are no simulated issuers.</summary>
    public Uri? Server => own.Find();

    /// <summary>Signs a sample.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Server"/> is null.</exception>
    public string Mint(SimulatedIssuer shape, SimulatedIssuerRun run, SimulatedTokenShape sample)
    {
        var key = sample is SimulatedTokenShape.UnknownKey ? TokenKey.Create(SigningAlgorithms.RS256) : run.Key;
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = key.KeyId };
        if (TypeOf(shape, sample) is { } type) header["typ"] = type;
        var text = tokens.Sign(header.ToJsonString(), Claims(shape, run, sample).ToJsonString(), key);
        return sample is SimulatedTokenShape.BitFlipped ? Flipped(text) : text;
    }

    /// <summary>The settings, as <c>appsettings.json</c> has them.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Server"/> is null.</exception>
    public string Settings(SimulatedIssuer shape, SimulatedIssuerRun run)
    {
        var server = ReachableServer();
        var (authority, issuer) = (run.Authority(server, shape), run.Issuer(server, shape));
        var entry = new JsonObject
        {
            ["Authority"] = authority,
            ["Issuer"] = issuer == authority ? null : issuer,
            ["Audience"] = shape.Audience,
            ["Algorithms"] = new JsonArray("RS256"),
            ["Types"] = shape.Type is null ? null : new JsonArray(shape.Type),
            ["ScopeClaim"] = shape.ScopeClaim,
            ["ScopePrefix"] = shape.ScopePrefix is "" ? null : shape.ScopePrefix,
            ["RoleClaim"] = shape.RoleClaim,
        };
        foreach (var (name, _) in entry.Where(setting => setting.Value is null).ToArray()) entry.Remove(name);
        foreach (var (name, value) in shape.Settings()) entry[name] = value?.DeepClone();
        var settings = new JsonObject { ["TrustedIssuers"] = new JsonArray(entry) }.ToJsonString(Indented);
        return ShortList().Replace(settings, match => $"[ {Gap().Replace(match.Groups[1].Value, ", ")} ]");
    }

    // A list of words is written on one line, so that the block fits on the page.
    [GeneratedRegex(@"\[\s+((?:""[^""]*""(?:,\s+)?)+)\s+\]")]
    private static partial Regex ShortList();

    [GeneratedRegex(@",\s+")]
    private static partial Regex Gap();

    private static string? TypeOf(SimulatedIssuer shape, SimulatedTokenShape sample) =>
        sample is SimulatedTokenShape.IdToken && shape.Type is "at+jwt" ? "JWT" : shape.Type;

    private static string? AudienceOf(SimulatedIssuer shape, SimulatedTokenShape sample) => sample switch
    {
        SimulatedTokenShape.IdToken => SimulatedIssuers.Client,
        SimulatedTokenShape.OtherAudience when shape.Audience is not null => "https://another-api.example",
        _ => shape.Audience,
    };

    private Uri ReachableServer() => Server ?? throw new InvalidOperationException("This server can't reach itself.");

    private JsonObject Claims(SimulatedIssuer shape, SimulatedIssuerRun run, SimulatedTokenShape sample)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var issuer = run.Issuer(ReachableServer(), shape);
        if (sample is SimulatedTokenShape.OtherTenant) issuer = issuer.Replace(run.Name, "another-tenant", StringComparison.Ordinal);
        var claims = new JsonObject { ["iss"] = issuer, ["sub"] = $"alice-at-{shape.Slug}" };
        if (AudienceOf(shape, sample) is { } audience) claims["aud"] = audience;
        claims["iat"] = now;
        claims["exp"] = now + (long)Lifetime.TotalSeconds;
        // An ID token is for the client: it says who signed in, and allows nothing (OpenID Connect Core 1.0 section 2).
        var isId = sample is SimulatedTokenShape.IdToken;
        foreach (var (name, value) in shape.Further().Concat(isId ? shape.OfIdToken() : shape.OfAccessToken()))
            claims[name] = name is "auth_time" or "nbf" ? now : value?.DeepClone();
        if (isId) return claims;

        // Where the token has no audience, the client decides what it is for.
        var isForAnother = sample is SimulatedTokenShape.OtherAudience && shape.Audience is null;
        claims[shape.ClientClaim] = isForAnother ? "another-client" : SimulatedIssuers.Client;
        var scope = shape.ScopePrefix + ApiPolicies.ReadOrders;
        if (shape.ScopeClaim is { } claim) claims[claim] = shape.ScopesAreListed ? new JsonArray(scope) : scope;
        if (shape.RoleClaim is { } role) Put(claims, role.StartsWith('/') ? role[1..].Split('/') : [role], new JsonArray("customer"));
        return claims;
    }

    private static void Put(JsonObject claims, string[] way, JsonNode value)
    {
        foreach (var step in way[..^1]) claims = (JsonObject)(claims[step] = new JsonObject());
        claims[way[^1]] = value;
    }

    private static string Flipped(string text)
    {
        var parts = text.Split('.');
        var signature = Base64Url.DecodeFromChars(parts[2]);
        signature[^1] ^= 1;
        return $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(signature)}";
    }
}
