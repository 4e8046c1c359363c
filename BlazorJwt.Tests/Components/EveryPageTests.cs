using System.Reflection;
using BlazorJwt.Components;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorJwt.Tests.Components;

/// <summary>What holds for every page, no matter who looks at it.</summary>
public sealed class EveryPageTests : PageTest
{
    // In a circuit, as a visitor sees it.
    public EveryPageTests()
    {
        SetRendererInfo(new("Server", isInteractive: true));
        JSInterop.SetupModule("./Components/Clinic/PasteField.razor.js").SetupVoid("watch", _ => true).SetVoidResult();
        // What a step asks of the browser as soon as it is opened: this one says nothing.
        JSInterop.SetupModule("./storage.js").Mode = JSRuntimeMode.Loose;
    }

    private static readonly Type[] Pages =
        [.. typeof(App).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any())];

    public static TheoryData<string, string?> PagesAndPeople => new(
        from page in Pages
        from step in StepsOf(page)
        from person in (string?[])[null, "alice", "mira"]
        select (step is null ? page.Name : $"{page.Name}/{step}", person));

    [Theory]
    [MemberData(nameof(PagesAndPeople))]
    public async Task A_page_has_one_heading_and_a_title(string name, string? person)
    {
        if (person is not null) await SignInAsync(person);

        var page = Open(name);

        Assert.NotEmpty(Assert.Single(page.FindAll("h1")).Text());
        Assert.Contains("BlazorJwt", Render(page.FindComponent<PageTitle>().Instance.ChildContent!).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PagesAndPeople))]
    public async Task A_page_keeps_the_signature_back_and_lets_go_of_a_token_that_expires(string name, string? person)
    {
        var token = await SignInAsync(person ?? "alice");
        var page = Open(name);
        Assert.DoesNotContain(token.EncodedSignature, page.Markup, StringComparison.Ordinal);

        LetItExpire(token);

        Assert.DoesNotContain(token.EncodedPayload, page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll("h1"));
    }

    [Theory]
    [MemberData(nameof(PagesAndPeople))]
    public async Task A_page_has_no_inline_style_or_script_that_the_policy_would_block(string name, string? person)
    {
        if (person is not null) await SignInAsync(person);

        var page = Open(name);

        Assert.Empty(page.FindAll("[style], style, script, [onclick]:not([blazor\\:onclick])"));
    }

    // A page that is told in steps is looked at step by step.
    private static IEnumerable<string?> StepsOf(Type page) => page.GetProperty("Slug") is null
        ? new string?[] { null }
        : Lesson.All.Single(lesson => page.GetCustomAttributes<RouteAttribute>().Any(route => route.Template == $"/{lesson.Slug}"))
            .Steps.Select(step => (string?)step.Slug);

    private IRenderedComponent<IComponent> Open(string name) => Render(builder =>
    {
        var parts = name.Split('/');
        builder.OpenComponent(0, Pages.Single(page => page.Name == parts[0]));
        if (parts.Length > 1) builder.AddComponentParameter(1, "Slug", parts[1]);
        builder.CloseComponent();
    });
}
