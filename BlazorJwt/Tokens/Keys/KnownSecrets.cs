using System.Buffers.Text;
using System.Text;

namespace BlazorJwt.Tokens.Keys;

/// <summary>
/// Secrets of 32 bytes or more that everybody knows: from standards, and from tutorials that were copied a thousand times. They look
/// random, so nothing but a list finds them. It can't be complete: attackers' lists have a hundred thousand.
/// </summary>
internal static class KnownSecrets
{
    private static readonly string[] Texts =
    [
        // RFC 7515 appendix A.1; RFC 7520 section 3.5.
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
        "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
        // Tutorials for ASP.NET Core and for Spring.
        "Yh2k7QSu4l8CZg5p6X3Pna9L0Miy4D3Bvt0JVr87UcOj69Kqw5R2Nmf4FWs03Hdx",
        "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b",
        "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
        "413F4428472B4B6250655368566D5970337336763979244226452948404D6351",
        "5367566B59703373367639792F423F4528482B4D6251655468576D5A71347437",
        // jwt.io, in the spellings in which people bring them into a settings file that asks for base64.
        "your-256-bit-secret",
        "a-string-secret-at-least-256-bits-long",
        "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
    ];

    private static readonly HashSet<string> Known = new(Texts, StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string text) => Known.Contains(text);

    /// <summary>True when the secret is on the list in any spelling: as text, base64url or hex.</summary>
    public static bool Contains(byte[] secret) =>
        Contains(Encoding.Latin1.GetString(secret)) || Contains(Base64Url.EncodeToString(secret)) || Contains(Convert.ToHexString(secret));
}
