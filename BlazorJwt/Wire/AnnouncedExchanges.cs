using System.Collections.Concurrent;
using System.Security.Cryptography;
using BlazorJwt.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Wire;

/// <summary>
/// Links the two ends of a request that this server sends to itself. The client announces a random id and sends it along; the API leaves its
/// verdict under that id. An id that nobody announced is ignored, so a request from outside leaves nothing here.
/// </summary>
public sealed class AnnouncedExchanges
{
    /// <summary>The header that carries the id.</summary>
    public const string Header = "X-Exchange-Id";

    private readonly ConcurrentDictionary<string, TokenVerdict?> _verdicts = new(StringComparer.Ordinal);

    /// <summary>Announces an exchange. Whoever does must also <see cref="Collect"/> it.</summary>
    /// <returns>Its id: 128 random bits.</returns>
    public string Announce()
    {
        var id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        _verdicts[id] = null;
        return id;
    }

    /// <summary>Leaves the verdict on the token of an announced exchange.</summary>
    public void Leave(string? id, TokenVerdict? verdict)
    {
        if (id is not null && verdict is not null) _verdicts.TryUpdate(id, verdict, null);
    }

    /// <summary>Takes the verdict, and ends the announcement. Null when the API had no token to judge, or never got the request.</summary>
    public TokenVerdict? Collect(string id) => _verdicts.TryRemove(id, out var verdict) ? verdict : null;
}
