using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Components.Stage;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

/// <summary>A step of "Keep it safe", without a browser: the scripts are stood in for, what they call is the app's own.</summary>
public abstract class StepTest : PageTest
{
    private protected StepTest()
    {
        Storage = JSInterop.SetupModule("./storage.js");
        Hostile = JSInterop.SetupModule("./labs/hostile.js");
        Storage.SetupVoid("removeWithPage").SetVoidResult();
        Storage.SetupVoid("remove", _ => true).SetVoidResult();
    }

    /// <summary>The page's own script of the places.</summary>
    private protected BunitJSModuleInterop Storage { get; }

    private protected BunitJSModuleInterop Hostile { get; }

    private protected string Session => ClaimsPrincipalExtensions.SessionOf(VisitorId)!;

    private protected static LessonStep Step(string slug) => Lesson.KeepSafe.Steps.Single(step => step.Slug == slug);

    /// <summary>Keeps a result of a step, as if its experiment had run before.</summary>
    private protected void Keep(string slug, StepResult result) =>
        Services.GetRequiredService<StepResults>().Keep(Session, Lesson.KeepSafe.AddressOf(Step(slug)), result);

    private protected static StepResult Result(string? signIn, params IReadOnlyList<Outcome> outcomes) =>
        new(outcomes, [new([KeepSafeScenes.Storage, KeepSafeScenes.Script], "exchange", false, "Stolen.")],
            new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), signIn);

    private protected IRenderedComponent<KeepSafePage> Show(string slug)
    {
        SetRendererInfo(new("Server", isInteractive: true));
        GoTo($"keep-it-safe/{slug}");
        return Render<KeepSafePage>(part => part.Add(page => page.Slug, slug));
    }
}
