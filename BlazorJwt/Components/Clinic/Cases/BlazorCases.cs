using System.Net;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Labs.Clinic;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class BlazorCases
{
    private static readonly PageLink Stages = new("keep-it-safe#stages", "See what each rendering stage can reach, in lesson 3");

    public static CaseFamily Family { get; } = new("Blazor",
        new("js-in-prerender", "JavaScript interop calls cannot be issued at this time",
            "The component is prerendered: there is no browser on the line yet. So localStorage can't be read in OnInitialized. After the "
                + "first render in a circuit it can. A component without a render mode never gets that far.",
            """
            protected override async Task OnAfterRenderAsync(bool firstRender)
            {
                if (!firstRender) return;
                theme = await js.InvokeAsync<string>("localStorage.getItem", "theme");   // never a token
                StateHasChanged();
            }
            """,
            "ASP.NET Core docs: Blazor JS interop, prerendering",
            Sign.Certain("JavaScript interop calls cannot be issued at this time"),
            Sign.Certain("JavaScript interop calls cannot be issued during server-side static rendering"),
            Sign.Likely("JavaScript interop calls"), Sign.Hint("JSRuntime", "prerender"))
        { Reproduce = (server, cancellation) => StageAsync(server, StagePages.Prerender, cancellation), More = Stages },
        new("http-context-null", "HttpContext is null",
            "A circuit outlives the request that opened it. Its events come over a web socket, so HttpContext is null there, or belongs to "
                + "a request that has ended. Don't use IHttpContextAccessor in an interactive component.",
            """
            [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }
            …
            var user = (await Authentication!).User;
            """,
            "ASP.NET Core docs: IHttpContextAccessor in Blazor",
            Sign.Certain("NullReferenceException", "HttpContext"), Sign.Certain("HttpContext is null"), Sign.Likely("IHttpContextAccessor"),
            Sign.Hint("Object reference not set to an instance"))
        { Reproduce = (_, _) => RendererReproduction.ReadHttpContextAsync(), More = Stages },
        new("headers-read-only", "Headers are read-only, response has already started",
            "A cookie is set with the headers of a response, and those have left. SignInAsync in a component of a circuit ends here. Sign "
                + "in with a real form post to an endpoint.",
            """
            <form method="post" action="/account/sign-in">
              <AntiforgeryToken /> …
            </form>
            """,
            "RFC 9112 §2.1 · ASP.NET Core docs: Blazor security",
            Sign.Certain("Headers are read-only"), Sign.Certain("response has already started"))
        {
            Reproduce = async (server, cancellation) =>
                await server.ReadAsync(ClinicEndpoints.LateCookie, cancellation) is var (text, failure)
                    ? new(text ?? failure ?? "")
                    : new(""),
            More = new("sign-in", "Sign in by a form post, in lesson 1"),
        },
        new("cascading-authentication", "Authorization requires a cascading parameter",
            "AuthorizeView and [Authorize] ask for the authentication state, and nobody hands it down.",
            """
            builder.Services.AddCascadingAuthenticationState();
            """,
            "ASP.NET Core docs: Blazor authentication state",
            Sign.Certain("Authorization requires a cascading parameter"), Sign.Likely("Task<AuthenticationState>"))
        { Reproduce = (_, _) => RendererReproduction.ShowAuthorizeViewAsync() },
        new("dispatcher", "The current thread is not associated with the Dispatcher",
            "A timer or an event of another thread redraws the component, for instance when a token expires or somebody signs out.",
            """
            _ = InvokeAsync(StateHasChanged);
            """,
            "ASP.NET Core docs: Blazor synchronization context",
            Sign.Certain("not associated with the Dispatcher"))
        { Reproduce = (_, _) => RendererReproduction.RedrawElsewhereAsync() },
        new("other-tabs", "Signing out does not reach the other tabs",
            "A circuit takes its user once, from the request that opened the connection. Clearing the cookie does not touch circuits that "
                + "are open.",
            """
            // end the signed-in state when the token is over or was revoked
            public sealed class … : RevalidatingServerAuthenticationStateProvider
            // and take the token back on the server: the API then refuses it everywhere
            """,
            "ASP.NET Core docs: RevalidatingServerAuthenticationStateProvider · RFC 7009",
            Sign.Certain("sign-out in another tab"), Sign.Likely("sign-out", "tab"), Sign.Likely("sign out", "tab"),
            Sign.Likely("signed out", "tab"), Sign.Likely("logout", "tab"), Sign.Likely("log out", "tab"))
        {
            Reproduce = (server, cancellation) =>
            CircuitReproduction.SignOutElsewhereAsync(server, cancellation),
            More = new("",
                "Sign in, open a second tab, and sign out in one: this app tells the other")
        },
        new("refresh-in-circuit", "A refreshed token does not reach the circuit",
            "The new token goes into a cookie, with a response. The circuit has none, and keeps the user it began with: it still sends the "
                + "old token.",
            """
            // keep tokens on the server, by session, and ask for the fresh one at each call
            var token = await tokens.ForSessionAsync(sessionId);
            // or lead through an endpoint, which sets the cookie and starts a new circuit
            Navigation.NavigateTo("/account/renew", forceLoad: true);
            """,
            "RFC 6749 §6 · ASP.NET Core docs: Blazor token handling",
            Sign.Certain("After a refresh", "circuit still holds"), Sign.Likely("refresh", "circuit"),
            Sign.Likely("refresh token", "Blazor"), Sign.Hint("refresh token"))
        { Reproduce = (server, cancellation) => CircuitReproduction.RefreshAsync(server, cancellation) });

    // The stage pages of lesson 3 write down what a component could reach. One cell of them is the message.
    private static async Task<Reproduced> StageAsync(ClinicReproductions server, string page, CancellationToken cancellation)
    {
        const string lead = "data-reach=\"JavaScript interop\">";
        if (await server.ReadAsync(page, cancellation) is not ({ } text, _)) return new("This server did not answer itself. Try again.");
        var from = text.IndexOf(lead, StringComparison.Ordinal);
        var until = from < 0 ? -1 : text.IndexOf("</td>", from, StringComparison.Ordinal);
        return until < 0
            ? new("The page of this stage did not say what it could reach.")
            : new(WebUtility.HtmlDecode(text[(from + lead.Length)..until]));
    }
}
