using System.Text.Json;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>What anyone can read in a token without any key. Nothing in it has been checked.</summary>
/// <param name="Text">The token itself, cleaned of what people paste along with it.</param>
/// <param name="Parts">The parts between the dots, those that can't be read included.</param>
/// <param name="Problems">What is wrong, in the order of the text. Empty for a well-formed token.</param>
/// <param name="Cleaned">What was taken off the pasted text: quotes, <c>Bearer</c>, line breaks. Empty when nothing was.</param>
public sealed record DecodedToken(
    string Text,
    IReadOnlyList<DecodedPart> Parts,
    IReadOnlyList<TokenProblem> Problems,
    IReadOnlyList<string> Cleaned)
{
    /// <summary>The header, when it could be read.</summary>
    public JsonElement? Header => Parts.Count > 0 ? Parts[0].Json : null;

    /// <summary>The claims, when they could be read.</summary>
    public JsonElement? Payload => !IsEncrypted && Parts.Count > 1 ? Parts[1].Json : null;

    /// <summary>The header; or of one that breaks off, the members before that place.</summary>
    public JsonElement? ReadableHeader => Parts.Count > 0 ? Parts[0].Json ?? Parts[0].Beginning : null;

    /// <summary>The claims; or of a payload that breaks off, those before that place.</summary>
    public JsonElement? ReadablePayload => !IsEncrypted && Parts.Count > 1 ? Parts[1].Json ?? Parts[1].Beginning : null;

    /// <summary>True for a JWE (RFC 7516), by its five parts, or by its header when it was cut off. It shows its header and nothing
    /// else.</summary>
    public bool IsEncrypted => Parts.Count > 1 && Parts[1].Name is "encrypted key";

    /// <summary>True when nothing is wrong with the form. It says nothing of the signature.</summary>
    public bool IsWellFormed => Problems.Count == 0;

    public override string ToString() => $"decoded token of {Parts.Count} parts, {Problems.Count} problems (redacted)";
}

/// <summary>One part of a token, between two dots.</summary>
/// <param name="Name">header, payload, signature; or the five names of a JWE.</param>
/// <param name="Start">Where it begins in the token, counted from 0.</param>
/// <param name="Bytes">What the base64url stands for; null when it is none.</param>
/// <param name="Json">The JSON object in it; null for the signature, and when there is none.</param>
public sealed record DecodedPart(string Name, int Start, string Text, ReadOnlyMemory<byte>? Bytes, JsonElement? Json)
{
    /// <summary>What can be read of <see cref="Bytes"/>: all of them, or those before the first character that is no base64url.</summary>
    public ReadOnlyMemory<byte> ReadableBytes { get; init; }

    /// <summary>Of JSON that breaks off or goes wrong: the members before that place. Null when <see cref="Json"/> is there, or nothing
    /// could be read.</summary>
    public JsonElement? Beginning { get; init; }

    /// <summary>The members that stand twice, with a dot before what lies deeper. <see cref="Json"/> shows them all; a reader that asks by
    /// name gets the last.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];

    public override string ToString() => $"{Name}, {Text.Length} characters (redacted)";
}

/// <summary>Something wrong with a token.</summary>
/// <param name="Part">The part it is in; null when the token as a whole is meant.</param>
/// <param name="Position">Where in the token, counted from 0; null when no place can be named.</param>
/// <param name="Message">What is wrong, in a sentence that quotes at most one character, or the name of a member.</param>
public sealed record TokenProblem(string? Part, int? Position, string Message);
