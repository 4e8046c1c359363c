using System.Globalization;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Components.Lessons.ReadToken;

/// <summary>A token, the change that a visitor makes to it, and what the token service says of the changed one.</summary>
internal sealed class TamperState
{
    private readonly TokenService _tokens;
    private readonly ValidatedToken _token;

    public TamperState(TokenService tokens, ValidatedToken token)
    {
        (_tokens, _token, Original) = (tokens, token, tokens.Decode(token.EncodedToken));
        // A bit to begin with that leaves the JSON whole: then it is the signature that notices.
        if (Original.Parts[1].Bytes is { } bytes && bytes.Span.IndexOf("\"sub\":\""u8) is var at and >= 0) Byte = at + 8;
    }

    public DecodedToken Original { get; }

    public DecodedToken? Changed { get; private set; }

    public TokenVerdict? Verdict { get; private set; }

    /// <summary>The claim that was changed; null when a bit was.</summary>
    public string? ChangedClaim { get; private set; }

    /// <summary>The bit that was turned over; null when a claim was changed.</summary>
    public BitFlip? Flip { get; private set; }

    public bool IsRestored { get; private set; }

    public string Claim { get; set; } = "role";

    public string Value { get; set; } = "manager";

    /// <summary>The part to flip a bit of: 0, 1 or 2.</summary>
    public int Part { get; set; } = 1;

    /// <summary>Which byte of it, from 1.</summary>
    public int Byte { get; set; } = 1;

    /// <summary>Which bit of the byte, from 1.</summary>
    public int Bit { get; set; } = 8;

    /// <summary>What can be changed. A token without a role can be given one.</summary>
    public IEnumerable<string> Claims =>
        Original.Payload is { } payload ? payload.EnumerateObject().Select(member => member.Name).Append("role").Distinct() : [];

    public void Suggest() => Value = Claim switch
    {
        "role" => "manager",
        "scope" => "orders.read orders.write takings.read",
        "exp" => EpochTime.GetIntDate(_token.ValidTo.AddYears(1)).ToString(CultureInfo.InvariantCulture),
        _ => EditedClaim.Read(Original, Claim),
    };

    public Task ChangeClaimAsync()
    {
        (ChangedClaim, Flip) = (Claim, null);
        return CheckAsync(EditedClaim.Apply(Original, Claim, Value));
    }

    /// <summary>Turns the chosen bit over, and has the token checked. What is typed can be past the bounds that the fields name.</summary>
    public Task FlipAsync() => FlipAsync(new(Part, Math.Clamp(Byte, 1, BitFlip.Size(Original, Part)), Math.Clamp(Bit, 1, 8)));

    public Task FlipAnyAsync() => FlipAsync(BitFlip.Any(Original));

    public void FitByte() => Byte = Math.Min(Byte, BitFlip.Size(Original, Part));

    public void Restore()
    {
        (Changed, Verdict, IsRestored) = (null, null, true);
        Suggest();
    }

    /// <summary>How many bytes of a token the signature covers: header and payload with the dot between (RFC 7515 section 5.1).</summary>
    public static int Covered(DecodedToken token) => token.Parts[0].Text.Length + 1 + token.Parts[1].Text.Length;

    public string Explain(TokenVerdict verdict) => verdict switch
    {
        { Accepted: true } => "The value is what it was before, so not a character of the token changed, and the signature still fits.",
        { Refusal.Kind: TokenCheckKind.Signature } when Flip is { Part: 2 } =>
            "Header and payload are as they were, and this signature is not the one that was made over them.",
        { Refusal.Kind: TokenCheckKind.Signature } =>
            "The signature was made over the old header and payload. For the new ones the server would have to sign again, and it does "
                + "not.",
        _ => "An earlier check refused it, before the signature was even looked at.",
    };

    private Task FlipAsync(BitFlip flip)
    {
        (Part, Byte, Bit, ChangedClaim, Flip) = (flip.Part, flip.Byte, flip.Bit, null, flip);
        return CheckAsync(flip.Apply(Original));
    }

    private async Task CheckAsync(string text)
    {
        Changed = _tokens.Decode(text);
        (Verdict, IsRestored) = (await _tokens.ValidateAsync(text), false);
    }
}
