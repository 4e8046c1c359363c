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
        new("circuit-gone", "JSDisconnectedException: the circuit has disconnected",
            "The tab was closed, reloaded or left, and a component still called script, most often in DisposeAsync. Nothing is broken: "
                + "there is no browser any more. It begins with the same words as the error of prerendering; the second sentence tells "
                + "them apart.",
            """
            public async ValueTask DisposeAsync()
            {
                try { if (module is not null) await module.DisposeAsync(); }
                catch (JSDisconnectedException) { }   // the browser is gone, and the module with it
            }
            """,
            "ASP.NET Core docs: Blazor JS interop, calls without a circuit · dotnet/aspnetcore#32901",
            Sign.Certain("JSDisconnectedException"), Sign.Certain("because the circuit has disconnected"),
            Sign.Certain("JavaScript interop calls cannot be issued at this time", "circuit has disconnected"))
        {
            WhyNot = "Only a circuit whose browser has left says it, so nobody is there to read it. The text is from dotnet/aspnetcore#32901."
        },
        new("circuit-terminated", "There was an unhandled exception on the current circuit",
            "A component threw an exception that nothing caught, and the server ended the circuit. The browser is not told which. The "
                + "server’s log has it: paste that here.",
            """
            // the exception itself is in the server's log; in Development, in the browser too
            builder.Services.AddRazorComponents().AddInteractiveServerComponents(
                options => options.DetailedErrors = builder.Environment.IsDevelopment());
            // and <ErrorBoundary> around a part that may fail
            """,
            "ASP.NET Core docs: handle errors in Blazor",
            Sign.Likely("unhandled exception on the current circuit"), Sign.Likely("this circuit will be terminated"),
            Sign.Likely("Circuit has been shut down due to error"),
            Sign.Hint("Unhandled exception in circuit"), Sign.Hint("circuit failed to initialize"), Sign.Hint("blazor-error-ui"))
        {
            WhyNot = "It would end the circuit of this page. The text is from the framework’s source, CircuitHost.cs."
        },
        new("circuit-refused", "The list of component records is not valid",
            "The page was rendered by one process, and its circuit was opened at another that can’t read what the first one protected: the "
                + "app was deployed while the page was open, the Data Protection keys are not shared, or the load balancer sends the "
                + "connection to another server.",
            """
            builder.Services.AddDataProtection().SetApplicationName("shop").PersistKeysToFileSystem(new("/keys"));
            // several servers: the same keys on all, and sticky sessions at the load balancer
            // a visitor with an old page: loading it again is enough
            """,
            "ASP.NET Core docs: host and deploy server-side Blazor · ComponentHub, ServerComponentDeserializer",
            Sign.Certain("list of component records is not valid"), Sign.Certain("list of component operations is not valid"),
            Sign.Certain("Failed to unprotect the component descriptor"), Sign.Certain("root component key was not valid"))
        { WhyNot = "A page of another process would have to ask for a circuit. The text is from the framework’s source, ComponentHub.cs." },
        new("authentication-state-scope", "GetAuthenticationStateAsync outside of the DI scope of a component",
            "IHttpClientFactory makes its handlers in a scope of its own, and a background service has another one: the "
                + "AuthenticationStateProvider there belongs to no circuit, so it knows no user.",
            """
            // the component knows its user: hand the token to the typed client as an argument
            var orders = await client.GetOrdersAsync(token, cancellation);
            // or give the handler the circuit's services: CircuitServicesAccessor in the documentation
            """,
            "ASP.NET Core docs: access server-side Blazor services from a different DI scope · dotnet/aspnetcore#28684",
            Sign.Certain("GetAuthenticationStateAsync was called before SetAuthenticationState"),
            Sign.Certain("Do not call GetAuthenticationStateAsync outside of the DI scope"),
            Sign.Likely("GetAuthenticationStateAsync", "DelegatingHandler"), Sign.Likely("GetAuthenticationStateAsync", "SendAsync"))
        { Reproduce = (_, _) => StartupReproduction.AskOutsideOfCircuitAsync() },
        new("html-for-json", "'<' is an invalid start of a value",
            "The code expected JSON and got HTML: a sign-in page after a redirect, a “not found” page, or the start page that a fallback "
                + "route answers with. The status was not looked at.",
            """
            response.EnsureSuccessStatusCode();   // before ReadFromJsonAsync; and see response.RequestMessage?.RequestUri
            // an API answers 401 and does not redirect: JwtBearer does so by itself, cookies do since .NET 10 for known API endpoints
            """,
            "ASP.NET Core docs: cookie authentication in .NET 10 · JsonException",
            Sign.Certain("'<' is an invalid start of a value"), Sign.Certain("Unexpected token '<'"),
            Sign.Certain("Unexpected token < in JSON"), Sign.Certain("Unrecognized token '<'"),
            Sign.Certain("JSON.parse: unexpected character at line 1 column 1"), Sign.Certain("invalid character '<' looking for"),
            Sign.Certain("Unexpected character encountered while parsing value: <"))
        { Reproduce = ReadPageAsJsonAsync },
        new("http-context-null", "HttpContext is null",
            "A circuit outlives the request that opened it. Its events come over a web socket, so HttpContext is null there, or belongs to "
                + "a request that has ended. Don't use IHttpContextAccessor in an interactive component.",
            """
            [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }
            …
            var user = (await Authentication!).User;
            """,
            "ASP.NET Core docs: IHttpContextAccessor in Blazor",
            [
                // Not HttpContext alone: every middleware's frame has it as a parameter.
                .. from error in (string[])["NullReferenceException", "Object reference not set"]
                   from place in (string[])["get_HttpContext", "HttpContextAccessor", "HttpContext.User", "HttpContext.BuildRenderTree"]
                   select Sign.Certain(error, place),
                Sign.Certain("HttpContext is null"), Sign.Certain("HttpContext was null"), Sign.Likely("IHttpContextAccessor"),
            ])
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

    private static async Task<Reproduced> ReadPageAsJsonAsync(ClinicReproductions server, CancellationToken cancellation)
    {
        var (page, failure) = await server.ReadAsync("/error-clinic", cancellation);
        return page is null ? new(failure ?? "") : await StartupReproduction.ReadAsJsonAsync(page);
    }

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
