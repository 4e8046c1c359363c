namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The names of the places: on the page, in the claim of the copy that is kept there, and in the table of results.</summary>
internal static class PlaceNames
{
    public const string LocalStorage = "localStorage";
    public const string SessionStorage = "sessionStorage";
    public const string ScriptMemory = "A script’s memory";
    public const string ReadableCookie = "Cookie that scripts can read";
    public const string HttpOnlyNone = "HttpOnly cookie, SameSite=None";
    public const string HttpOnlyLax = "HttpOnly cookie, SameSite=Lax";
    public const string HttpOnlyStrict = "HttpOnly cookie, SameSite=Strict";
    public const string ProtectedStorage = "ProtectedLocalStorage";
    public const string ServerMemory = "Server memory (BFF)";

    /// <summary>The cookie with the visitor's own attributes. It is only there while the visitor tries it.</summary>
    public const string ChosenCookie = "The cookie you set";

    /// <summary>The control of a theft: the HttpOnly cookie once more, without that attribute. It is no place of the table.</summary>
    public const string PlainTwin = "The same cookie without HttpOnly";

    /// <summary>The places of the comparison, in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LocalStorage, SessionStorage, ScriptMemory, ReadableCookie, HttpOnlyNone, HttpOnlyLax, HttpOnlyStrict,
        ProtectedStorage, ServerMemory,
    ];
}
