using System.Text.Json;

namespace BlazorJwt.Tokens;

/// <summary>The members of a header that the gate looks at.</summary>
internal readonly record struct HeaderMembers(string? Algorithm, string? KeyId, string? Type, bool HasCritical)
{
    /// <summary>Reads them from a header in which <see cref="StrictJson"/> found no problem.</summary>
    /// <param name="json">The header.</param>
    /// <param name="problem">The member that must be a string (RFC 7515 section 4.1) and is none, in a sentence; null when all are.</param>
    public static HeaderMembers Read(ReadOnlySpan<byte> json, out string? problem)
    {
        string? algorithm = null, keyId = null, type = null;
        var hasCritical = false;
        problem = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (problem is null && reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = StrictJson.Name(ref reader);
            if (name.SequenceEqual("alg"u8)) algorithm = Text(ref reader, "alg", ref problem);
            else if (name.SequenceEqual("kid"u8)) keyId = Text(ref reader, "kid", ref problem);
            else if (name.SequenceEqual("typ"u8)) type = Text(ref reader, "typ", ref problem);
            else if (name.SequenceEqual("cty"u8)) Text(ref reader, "cty", ref problem);
            else if (name.SequenceEqual("x5t"u8)) Text(ref reader, "x5t", ref problem);
            else if (name.SequenceEqual("zip"u8)) Text(ref reader, "zip", ref problem);
            else
            {
                hasCritical |= name.SequenceEqual("crit"u8);
                reader.Skip();
            }
        }

        return new(algorithm, keyId, type, hasCritical);
    }

    private static string? Text(ref Utf8JsonReader reader, string name, ref string? problem)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String) return reader.GetString();
        problem = $"{name} is not a string.";
        return null;
    }
}
