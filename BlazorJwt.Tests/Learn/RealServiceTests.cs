using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Lessons.Start;
using BlazorJwt.Tests.Tokens;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Learn;

/// <summary>
/// Rung 8 of docs/testing.md: the app's own token service behind a component. Real keys and real signatures; only the clock is the
/// test's.
/// </summary>
public sealed class RealServiceTests : BunitContext
{
    [Fact]
    public async Task A_changed_name_breaks_the_signature()
    {
        var world = new TokenWorld();
        Services.AddSingleton<TimeProvider>(world.Clock).AddSingleton(world.Service).AddSingleton<ExperimentTokens>();
        var minute = Render<MinuteToken>();
        Assert.StartsWith("The signature fits.", minute.Find("[role=status]").TextContent.Trim(), StringComparison.Ordinal);

        await minute.Find("#minute-name").InputAsync("Eve");

        minute.WaitForAssertion(() => Assert.StartsWith("The signature does not fit.", minute.Find("[role=status]").TextContent.Trim(),
            StringComparison.Ordinal));
    }
}
