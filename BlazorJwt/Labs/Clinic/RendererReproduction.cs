using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorJwt.Labs.Clinic;

/// <summary>Renders a component that makes a mistake, with Blazor's own renderer and without an HTTP request, as a circuit does.</summary>
internal static class RendererReproduction
{
    public static Task<Reproduced> ReadHttpContextAsync() => RenderAsync<ReadsHttpContext>(frames: true);

    public static Task<Reproduced> ShowAuthorizeViewAsync() => RenderAsync<AuthorizeView>();

    /// <summary>A component that is rendered again from a timer's thread.</summary>
    public static Task<Reproduced> RedrawElsewhereAsync() => RunAsync(async renderer =>
    {
        var clock = default(Clock);
        var parameters = new Dictionary<string, object?> { [nameof(Clock.Made)] = (Action<Clock>)(made => clock = made) };
        await renderer.RenderComponentAsync<Clock>(ParameterView.FromDictionary(parameters));
        await Task.Run(clock!.Tick);
    });

    private static Task<Reproduced> RenderAsync<T>(bool frames = false)
        where T : IComponent => RunAsync(renderer => renderer.RenderComponentAsync<T>(), frames);

    private static Task<Reproduced> RunAsync(Func<HtmlRenderer, Task> render, bool frames = false) => Reproduced.RunAsync(
        async () =>
        {
            await using var services = Services();
            await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
            await renderer.Dispatcher.InvokeAsync(() => render(renderer));
            return "Rendered.";
        },
        frames);

    private static ServiceProvider Services() => new ServiceCollection().AddLogging().AddAuthorizationCore().BuildServiceProvider();

    private sealed class ReadsHttpContext : ComponentBase
    {
        [CascadingParameter] private HttpContext? HttpContext { get; set; }

        // The exclamation mark is the mistake: there may be none.
        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, HttpContext!.User.Identity?.Name);
    }

    private sealed class Clock : ComponentBase
    {
        [Parameter] public Action<Clock>? Made { get; set; }

        public void Tick() => StateHasChanged();

        protected override void OnInitialized() => Made?.Invoke(this);
    }
}
