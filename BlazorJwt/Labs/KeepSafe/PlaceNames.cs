namespace BlazorJwt.Labs.KeepSafe;

/// <summary>What the places are called: on the page, in the claim of the copy that lies there, and in the table of results.</summary>
public static class PlaceNames
{
    /// <summary><see cref="LocalStoragePlace"/>.</summary>
    public const string LocalStorage = "localStorage";

    /// <summary><see cref="SessionStoragePlace"/>.</summary>
    public const string SessionStorage = "sessionStorage";

    /// <summary><see cref="ScriptMemoryPlace"/>.</summary>
    public const string ScriptMemory = "A script’s memory";

    /// <summary><see cref="ReadableCookiePlace"/>.</summary>
    public const string ReadableCookie = "Cookie that scripts can read";

    /// <summary><see cref="HttpOnlyCookiePlace"/> with SameSite=None.</summary>
    public const string HttpOnlyNone = "HttpOnly cookie, SameSite=None";

    /// <summary><see cref="HttpOnlyCookiePlace"/> with SameSite=Lax.</summary>
    public const string HttpOnlyLax = "HttpOnly cookie, SameSite=Lax";

    /// <summary><see cref="HttpOnlyCookiePlace"/> with SameSite=Strict.</summary>
    public const string HttpOnlyStrict = "HttpOnly cookie, SameSite=Strict";

    /// <summary><see cref="ProtectedStoragePlace"/>.</summary>
    public const string ProtectedStorage = "ProtectedLocalStorage";

    /// <summary><see cref="ServerMemoryPlace"/>.</summary>
    public const string ServerMemory = "Server memory (BFF)";

    /// <summary><see cref="ChosenCookiePlace"/>, which is there only while the visitor tries it.</summary>
    public const string ChosenCookie = "The cookie you set";

    /// <summary>The places of the comparison, in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } =
        [LocalStorage, SessionStorage, ScriptMemory, ReadableCookie, HttpOnlyNone, HttpOnlyLax, HttpOnlyStrict, ProtectedStorage, ServerMemory];
}
