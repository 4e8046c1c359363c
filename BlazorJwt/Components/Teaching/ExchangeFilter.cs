using BlazorJwt.HttpLog;

namespace BlazorJwt.Components.Teaching;

/// <param name="StatusClass">The first digit of the status; 0 for no answer.</param>
/// <param name="Asked">Method and path, as <see cref="ExchangeWords.Asked"/> says them.</param>
internal sealed record ExchangeFilter(ExchangeSender? Lane = null, int? StatusClass = null, string? Asked = null)
{
    public bool Fits(Exchange exchange) =>
        (Lane is null || exchange.Sender == Lane)
        && (StatusClass is null || ClassOf(exchange) == StatusClass)
        && (Asked is null || ExchangeWords.Asked(exchange) == Asked);

    /// <summary>True for the form post that signs a visitor in.</summary>
    public static bool IsSignIn(Exchange exchange) => exchange.Request.StartLine.Contains("/account/sign-in", StringComparison.Ordinal);

    /// <summary>The first digit of the status; 0 for no answer.</summary>
    public static int ClassOf(Exchange exchange) => (exchange.Status ?? 0) / 100;
}
