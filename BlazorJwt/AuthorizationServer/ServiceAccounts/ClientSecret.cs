using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>
/// The secret of a service account: <c>bjwt_sk_</c>, the eight letters it is listed by, an underscore, and 256 random bits. The fixed
/// beginning is for secret scanners, which find it in a repository.
/// <para>
/// What is kept is its SHA-256. A password needs a slow hash because it can be guessed; nobody guesses 256 random bits, at whatever speed.
/// </para>
/// </summary>
internal static partial class ClientSecret
{
    public const string Mark = "bjwt_sk_";

    private const int IdLength = 8;

    /// <summary>A new secret, and the id it is listed by.</summary>
    public static (string Text, string Id) Create()
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2));
        return ($"{Mark}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}", id);
    }

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>A text with every secret in it masked, up to the letters it is listed by.</summary>
    public static string Masked(string text) => Any().Replace(text, secret => secret.Value[..(Mark.Length + IdLength + 1)] + "••••••••");

    [GeneratedRegex("bjwt_sk_[0-9a-f]{8}_[A-Za-z0-9_-]+")]
    private static partial Regex Any();
}
