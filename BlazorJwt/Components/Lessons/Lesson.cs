namespace BlazorJwt.Components.Lessons;

/// <summary>A lesson of the walkthrough. The list below drives the rail, the order, the titles and the progress.</summary>
/// <param name="Slug">Its address, without the slash, and its name in the progress cookie.</param>
/// <param name="Title">Its name in the rail and on buttons.</param>
/// <param name="Question">The heading of its page.</param>
/// <param name="Lead">The sentence it proves; of a lesson that is told in steps, what it asks.</param>
/// <param name="Steps">Its steps, in order; none for a lesson on one page.</param>
public sealed record Lesson(string Slug, string Title, string Question, string Lead, params IReadOnlyList<LessonStep> Steps)
{
    internal static Lesson SignIn { get; } = new("sign-in", "Sign in",
        "How does a server know who you are?",
        "You sign in once, with credentials, and get a token. Each later request carries it, and it opens the routes and services it "
            + "allows.");

    internal static Lesson ReadToken { get; } = new("read-the-token", "Read the token",
        "What does a token say, and who can read it?",
        "A JWT is signed, so the server notices a change of what it says. It is not encrypted, so anyone who holds it can read it.");

    internal static Lesson KeepSafe { get; } = new("keep-it-safe", "Keep it safe",
        "Where should the browser keep the token?",
        "A token has to be kept somewhere. Let a hostile script and another site try to get at it.",
        new("predict", "Predict", "What can a hostile script copy?", "The token in localStorage, and not the one in the HttpOnly cookie."),
        new("steal-it", "Steal it", "A package of this page turns hostile",
            "The script copies what is in localStorage and in the plain cookie. The server receives the HttpOnly cookie, and the script "
            + "does not find it."),
        new("act-as-you", "Act as you", "Can a script act as you without the token?",
            "Yes. The browser adds the cookie to the script’s request, and the API takes the order."),
        new("another-site", "Another site", "Can another site make your browser act?",
            "With the cookie that is SameSite=None. Lax and Strict keep it off a form that another site posts."),
        new("why", "Why", "Why it came out like this"),
        new("check-yourself", "Check yourself", "Which cookie can a script not read?",
            "The one with HttpOnly. Prefix, Secure and SameSite hide no value from scripts."));

    internal static Lesson CallApi { get; } = new("call-the-api", "Call the API",
        "What happens when a token meets the API?",
        "The token travels in the Authorization header, as a Bearer token. The server checks it before it gives access to anything "
            + "protected.");

    internal static Lesson TokenOrSession { get; } = new("token-or-session", "Token or session",
        "Should a token be your session?",
        "Better not: a JWT is self-contained, so by itself it can’t be invalidated before it expires, and it is large for something sent "
            + "with each request. It is useful where no database is required.");

    internal static Lesson KeysForMachines { get; } = new("keys-for-machines", "Keys for machines",
        "How does a program prove who it is?",
        "A common use of tokens is API authentication. You register a service account and get a secret, shown once. Your program sends it "
            + "with each request, or exchanges it for a token.");

    internal static Lesson OthersTokens { get; } = new("someone-elses-tokens", "Someone else’s tokens",
        "Can the API trust a token it did not issue?",
        "A JWT is often issued by a third party: Okta, Auth0, Azure, GCP, Amazon. The API needs their public keys, and to know what each "
            + "of them puts where.");

    internal static IReadOnlyList<Lesson> All { get; } = [SignIn, ReadToken, KeepSafe, CallApi, TokenOrSession, KeysForMachines,
        OthersTokens];

    /// <summary>Its place in the walkthrough, from 1.</summary>
    internal int Number => All.Index().First(item => item.Item == this).Index + 1;

    internal Lesson? Previous => Number > 1 ? All[Number - 2] : null;

    internal Lesson? Next => Number < All.Count ? All[Number] : null;

    /// <summary>The last part of the address of all steps at once, with their answers: for paper (wwwroot/presenter.js).</summary>
    internal const string Handout = "print";

    /// <summary>The address of a step of it, without the first slash.</summary>
    internal string AddressOf(LessonStep step) => $"{Slug}/{step.Slug}";
}
