using System.Text.Json;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>The members of a header that the gate looks at.</summary>
internal readonly record struct HeaderMembers(string? Algorithm, string? KeyId, string? Type, bool HasCritical)
{
    /// <summary>Reads them from a header in which <see cref="MemberTypes"/> found no problem.</summary>
    public static HeaderMembers Of(JsonElement header) =>
        new(header.Text("alg"), header.Text("kid"), header.Text("typ"), header.Member("crit") is not null);
}
