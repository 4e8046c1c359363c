namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Why signing in did not work: the code stands in the query of <c>/sign-in?problem=…</c>, the sentence on the page.</summary>
internal static class SignInProblem
{
    /// <summary>Unknown name or wrong password: the answer is the same for both.</summary>
    public const string WrongCredentials = "wrong-credentials";

    public const string LockedOut = "locked-out";

    /// <summary>The antiforgery token did not fit, or what was posted was no form.</summary>
    public const string FormExpired = "form-expired";

    /// <summary>The browser did not bring the cookies back: the token's, or the one that belongs to the form.</summary>
    public const string CookieMissing = "cookie-missing";

    public const string FieldMissing = "field-missing";

    public const string FieldTooLong = "field-too-long";

    public const string ChoiceNotOffered = "choice-not-offered";

    /// <summary>What is wrong and what to do, for a visitor. Null for a code that is none of these.</summary>
    public static string? Sentence(string? code) => code switch
    {
        WrongCredentials => "Name or password is wrong. The demo people and their passwords stand on this page.",
        LockedOut => "This person is locked out and may not sign in. Choose another one.",
        FormExpired => "The form was out of date: it was opened before you signed in or out elsewhere, or before the server started. " +
            "This one is fresh. Try again.",
        CookieMissing => "Your browser did not bring the cookies of this app back, so nobody can be signed in. It keeps a Secure cookie " +
            "only over HTTPS; Chromium and Firefox also do for http://localhost. "
            + "Open this app at http://localhost with one of them, or over HTTPS, and allow cookies.",
        FieldMissing => "Fill in both name and password.",
        FieldTooLong => "A name has at most 64 characters, a password at most 256. Yours was longer and was not looked at.",
        ChoiceNotOffered => "The lifetime or the algorithm is not one that is offered here. Choose one from the form.",
        _ => null,
    };
}
