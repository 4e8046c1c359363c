using Microsoft.AspNetCore.Components;

namespace BlazorJwt.Components.Teaching;

/// <summary>Something that can be opened beside a step.</summary>
/// <param name="Title">What the button and its heading say.</param>
public sealed record Drawer(string Title, RenderFragment Content)
{
    /// <summary>The files that did the work.</summary>
    public static Drawer Code(params IReadOnlyList<CodeLink> files) => new("The code", Listing(files));

    /// <summary>The test that proves the step.</summary>
    public static Drawer Test(params IReadOnlyList<CodeLink> files) => new("The test", Listing(files));

    private static RenderFragment Listing(IReadOnlyList<CodeLink> files) => builder =>
    {
        builder.OpenComponent<CodeListing>(0);
        builder.AddComponentParameter(1, nameof(CodeListing.Files), files);
        builder.AddComponentParameter(2, nameof(CodeListing.AreOpen), true);
        builder.CloseComponent();
    };
}
