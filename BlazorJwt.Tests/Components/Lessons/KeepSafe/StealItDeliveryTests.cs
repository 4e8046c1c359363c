using BlazorJwt.Components.Lessons;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

/// <summary>What a script delivers, in a browser that does as it is told. The thief's box and the API are real.</summary>
[Trait("needs", "server")]
public sealed class StealItDeliveryTests : StepTest
{
    public StealItDeliveryTests(AppFixture app) => PutBehind(app);

    [Fact]
    public async Task What_the_script_delivers_is_used_at_the_api_and_the_page_says_what_was_predicted()
    {
        BrowserWithCopies(await SignInAsync());
        Progress.Predict(Lesson.KeepSafe, Step("predict"), 2);
        var page = Show("steal-it");
        Assert.Equal("Run the hostile script", Assert.Single(page.FindAll(".primary")).Text());

        await page.Button("Run the hostile script").ClickAsync();

        await page.WaitForAssertionAsync(() => Assert.True(page.Shows("You predicted: Both. It came out otherwise.")));
        Assert.Equal(["localStorage", "HttpOnly cookie", "Plain cookie"], page.FindAll(".outcome strong").Select(title => title.Text()));
        Assert.Equal(["verdict bad", "verdict good", "verdict bad"],
            page.FindAll(".outcome .verdict").Select(verdict => verdict.ClassName));
        Assert.True(page.Shows("The API gave the thief your orders."));
        // The controls: the server received the cookie, and without HttpOnly it was read.
        Assert.True(page.Shows("In the Cookie header, not in document.cookie."));
        Assert.True(page.Shows("The same without HttpOnly: document.cookie had it."));
        // It is announced once, with what was predicted.
        var announced = Assert.Single(page.FindAll("[role=status], [role=alert], [aria-live]"),
            said => said.Text().Contains("Stolen", StringComparison.Ordinal));
        Assert.Contains("You predicted: Both.", announced.Text(), StringComparison.Ordinal);
        Assert.Equal("Run it again", page.Find(".act button").Text());
        Assert.Equal("next", Assert.Single(page.FindAll(".primary")).GetAttribute("rel"));
        Assert.True(Progress.IsDone(Lesson.KeepSafe, Step("steal-it")));
        Assert.Matches("^1 plain\\*>script storage\\*>script>thief>api$", page.Find("token-stage").GetAttribute("move")!);
    }

    // A copy lies in both places, and the script delivers the one that scripts can read.
    private void BrowserWithCopies(ValidatedToken owner)
    {
        var copies = Services.GetRequiredService<TokenCopies>();
        var (stored, cookie, plain) = (copies.Make(owner, PlaceNames.LocalStorage), copies.Make(owner, PlaceNames.HttpOnlyStrict),
            copies.Make(owner, PlaceNames.PlainTwin));
        Services.GetRequiredService<CopyRegistry>().Note(Session,
            [Placed(PlaceNames.LocalStorage, stored), Placed(PlaceNames.HttpOnlyStrict, cookie), Placed(PlaceNames.PlainTwin, plain)]);
        Storage.Setup<string?>("find", _ => true).SetResult(copies.Identify(stored.Text)!.JwtId);
        foreach (var (place, copy) in ((string, IssuedToken)[])[(PlaceNames.HttpOnlyStrict, cookie), (PlaceNames.PlainTwin, plain)])
        {
            Storage.Setup<string?>("findAtServer", call => call.Arguments[0] is string asked && asked == place)
                .SetResult(copies.Identify(copy.Text)!.JwtId);
        }

        Hostile.SetupVoid("steal", call => Deliver((string)call.Arguments[0]!)).SetVoidResult();

        PlacedCopy Placed(string place, IssuedToken copy) =>
            new(place, copies.Identify(copy.Text)!.JwtId, DateTimeOffset.UtcNow.AddMinutes(1));

        // On a thread of its own: the page's waits here for its end, and could not go on with it.
        bool Deliver(string address) => Task.Run(() => Services.GetRequiredService<ThiefBox>().TakeAsync(address,
            [new("localStorage", [stored.Text], [], 0.4), new("document.cookie", [plain.Text], [], 0.1)], CancellationToken.None))
            .GetAwaiter().GetResult();
    }
}
