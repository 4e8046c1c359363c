using System.Text.RegularExpressions;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Validation;

/// <summary>The check that refused a token, and why: a sentence that quotes nothing of the token but <c>iss</c>, <c>aud</c>, <c>typ</c> and
/// <c>alg</c>, bounded and in ASCII.</summary>
public sealed partial record TokenRefusal(TokenCheckKind Kind, string Explanation)
{
    private const int LongestMessage = 400;

    /// <summary>The IDX code of Microsoft.IdentityModel; null when the gate refused.</summary>
    public string? LibraryCode => Code().Match(Thrown?.Message ?? "") is { Success: true } code ? code.Value : null;

    /// <summary>
    /// The library's message, on one line and bounded; null when the gate refused. For the page that shows the checks, and for no log:
    /// without ShowPII the library hides what it quotes, and should somebody switch that on, what could be a part of a token is still left
    /// out.
    /// </summary>
    public string? LibraryMessage => LibraryCode is null
        ? null : LikeToken().Replace(Thrown!.Message.ReplaceLineEndings(" "), "…").Cut(LongestMessage);

    /// <summary>The first check that was not passed: this one, unless it decided before others that are further up the list.</summary>
    internal TokenCheckKind From { get => field is default(TokenCheckKind) ? Kind : field; init; }

    /// <summary>True when nobody can tell now whether the token is valid, so it is not accepted. Its owner can't help it: try
    /// again.</summary>
    public bool IsOutage { get; init; }

    /// <summary>What the library threw. It is read when somebody looks: a refusal must stay cheap.</summary>
    internal Exception? Thrown { get; init; }

    /// <summary>The refusal of every token while the denylist can't answer.</summary>
    internal static TokenRefusal Outage(TokenCheckKind at) => new(at, StoreUnreachableException.Sentence) { IsOutage = true };

    public override string ToString() => $"refused at {Kind}: {Explanation}";

    [GeneratedRegex(@"\AIDX\d{5}")]
    private static partial Regex Code();

    [GeneratedRegex(@"ey[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]*)*|[A-Za-z0-9_-]{30,}", RegexOptions.NonBacktracking)]
    private static partial Regex LikeToken();
}
