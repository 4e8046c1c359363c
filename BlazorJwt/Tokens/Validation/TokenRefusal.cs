namespace BlazorJwt.Tokens.Validation;

/// <summary>The check that refused a token, and why.</summary>
/// <param name="Kind">The check.</param>
/// <param name="Explanation">Why, in a sentence that never quotes the token.</param>
/// <param name="LibraryCode">The IDX code, when the library refused.</param>
public sealed record TokenRefusal(TokenCheckKind Kind, string Explanation, string? LibraryCode = null)
{
    /// <summary>What the library said, code included, when it refused. For the page that shows the checks, and for no log.</summary>
    public string? LibraryMessage => LibraryErrors.MessageOf(Thrown);

    /// <summary>True when nobody can say just now whether the token is good, so it is not let in. The token's owner can't help it: try again.</summary>
    public bool IsOutage { get; init; }

    /// <summary>The refusal of every token while <see cref="Denylist.CanAnswer"/> is false.</summary>
    internal static TokenRefusal Outage(TokenCheckKind at) => new(at, StoreUnreachableException.Sentence) { IsOutage = true };

    /// <summary>What the library threw. It is read when somebody looks: a refusal must stay cheap.</summary>
    internal Exception? Thrown { get; init; }

    /// <summary>The refusal in our own words.</summary>
    public override string ToString() => $"refused at {Kind}: {Explanation}";
}
