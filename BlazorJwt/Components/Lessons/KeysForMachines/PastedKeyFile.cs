using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Components.Lessons.KeysForMachines;

/// <summary>A key file that the visitor pastes: anything may stand in it.</summary>
internal static class PastedKeyFile
{
    /// <summary>The longest text that is looked at, in characters.</summary>
    public const int MaxCharacters = 4000;

    private static readonly string[] Needed = ["client_id", "private_key_id", "private_key", "token_uri", "issuer"];

    /// <summary>Why nothing can be signed with it, in a sentence; null when it can.</summary>
    public static string? Problem(string text)
    {
        if (text.Length > MaxCharacters) return $"A key file has at most {MaxCharacters} characters.";
        try
        {
            using var file = JsonDocument.Parse(text);
            if (file.RootElement.ValueKind is not JsonValueKind.Object) return "This is no key file: it is JSON, and not an object.";
            if (Needed.FirstOrDefault(name => file.RootElement.Text(name) is null) is { } missing) return $"The key file has no {missing}.";
            using var key = ECDsa.Create();
            key.ImportFromPem(file.RootElement.Text("private_key"));
            return key.KeySize == 256 ? null : "Its key is not one for ES256.";
        }
        catch (JsonException)
        {
            return "This is no key file: it is not JSON.";
        }
        catch (Exception reason) when (reason is ArgumentException or CryptographicException)
        {
            return "Its private_key can't be read. Here it is an EC key of the curve P-256, in PEM.";
        }
    }
}
