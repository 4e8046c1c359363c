using BlazorJwt.Api;
using BlazorJwt.Labs;
using BlazorJwt.Tokens;
using BlazorJwt.Wire;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>A measured cell of the table.</summary>
/// <param name="Kind"><c>good</c>, <c>bad</c> or <c>untried</c>.</param>
/// <param name="Text">What was measured, in a word or two.</param>
public sealed record Cell(string Kind, string Text)
{
    /// <summary>Nothing measured yet.</summary>
    public static Cell Untried { get; } = new("untried", "not tried");

    /// <summary>Measured, and neither good nor bad in itself.</summary>
    public static Cell Plain(string text) => new("plain", text);
}

/// <summary>One place and what was measured of it.</summary>
/// <param name="Name">The place.</param>
public sealed record PlaceResult(string Name)
{
    /// <summary>Whether the hostile script could copy the token from there.</summary>
    public Cell Copied { get; init; } = Cell.Untried;

    /// <summary>Whether the browser sent it along by itself.</summary>
    public Cell SentByItself { get; init; } = Cell.Untried;

    /// <summary>What the thief got with the copy, from elsewhere.</summary>
    public Cell Used { get; init; } = Cell.Untried;
}

/// <summary>Turns what the experiments brought into cells. It knows no browser: only what came back.</summary>
/// <param name="tokens">Tells loot apart by the token's id.</param>
/// <param name="cookieTokenId">The <c>jti</c> of the token in the HttpOnly cookie.</param>
public sealed class StorageExperiment(TokenService tokens, string cookieTokenId)
{
    /// <summary>The row of localStorage.</summary>
    public PlaceResult LocalStorage { get; private set; } = new("localStorage");

    /// <summary>The row of the cookie the visitor signed in with.</summary>
    public PlaceResult Cookie { get; private set; } = new("HttpOnly cookie, SameSite=Strict");

    /// <summary>The row of what the page shows.</summary>
    public PlaceResult Page { get; private set; } = new("The page’s own text");

    /// <summary>All rows.</summary>
    public IEnumerable<PlaceResult> Rows => [LocalStorage, Cookie, Page];

    /// <summary>The <c>jti</c> of the copy in localStorage; null while there is none.</summary>
    public string? CopyId { get; set; }

    /// <summary>True when every place was attacked while a copy lay in localStorage.</summary>
    public bool IsComplete => CopyId is not null && Rows.All(row => row.Copied != Cell.Untried) && Cookie.SentByItself != Cell.Untried;

    /// <summary>The tokens that were stolen, with the place each came from.</summary>
    public IReadOnlyList<(string Place, string Token)> Stolen { get; private set; } = [];

    /// <summary>Takes in what the hostile script found.</summary>
    public void TakeIn(IReadOnlyList<Loot> loot)
    {
        var stolen = new List<(string, string)>();
        LocalStorage = LocalStorage with { Copied = CopyId is { } copy ? Judge(loot, "localStorage", copy, LocalStorage.Name, stolen) : new("untried", "nothing there yet"), Used = Cell.Untried };
        Cookie = Cookie with { Copied = Judge(loot, "document.cookie", cookieTokenId, Cookie.Name, stolen), Used = Cell.Untried };
        Page = Page with { Copied = Judge(loot, "page", cookieTokenId, Page.Name, stolen, "no whole token in it"), Used = Cell.Untried };
        Stolen = stolen;
    }

    /// <summary>Takes in what the API answered to a thief; null when there was nothing to use.</summary>
    public void TakeIn(string place, ApiAnswer? answer)
    {
        var used = answer switch
        {
            null => new("good", "nothing to use"),
            { Succeeded: true } => new("bad", $"your orders read, {answer.Status}"),
            { Status: { } status } => new("good", $"refused, {status}"),
            _ => new Cell("untried", "no answer"),
        };
        if (place == LocalStorage.Name) LocalStorage = LocalStorage with { Used = used };
        else if (place == Cookie.Name) Cookie = Cookie with { Used = used };
        else Page = Page with { Used = used };
    }

    /// <summary>Takes in a request that the browser sent without being told to send any token.</summary>
    public void TakeIn(Exchange plainRequest)
    {
        var sent = plainRequest.Request.Headers;
        var cookie = sent.Any(header => header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) && Carries(header.Value, cookieTokenId));
        var copy = CopyId is { } id && sent.Any(header => Carries(header.Value, id));
        Cookie = Cookie with { SentByItself = cookie ? Cell.Plain($"yes, answered {plainRequest.Status}") : Cell.Plain("no") };
        LocalStorage = LocalStorage with { SentByItself = CopyId is null ? Cell.Untried : Cell.Plain(copy ? "yes" : "no") };
        Page = Page with { SentByItself = Cell.Plain("no") };
    }

    private Cell Judge(IReadOnlyList<Loot> loot, string from, string jwtId, string place, List<(string, string)> stolen, string safe = "not readable")
    {
        if (loot.FirstOrDefault(item => item.Place == from) is not { } item) return Cell.Untried;
        if (item.Find(tokens, jwtId) is not { } token) return new("good", safe);
        stolen.Add((place, token));
        return new("bad", $"stolen in {Math.Max(item.Milliseconds, 0.1):0.0} ms");
    }

    private bool Carries(string header, string jwtId) =>
        Teaching.TokensInText.Pieces(header).Any(piece => piece.IsToken && tokens.Decode(piece.Text).Payload is { } payload
            && payload.TryGetProperty("jti", out var id) && id.ValueEquals(jwtId));
}
