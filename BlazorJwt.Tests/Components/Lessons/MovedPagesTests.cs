using BlazorJwt.Accounts;
using BlazorJwt.Accounts.Machines;
using BlazorJwt.Api;
using BlazorJwt.Components.Clinic;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Components.Lessons.KeysForMachines;
using BlazorJwt.Components.Lessons.OthersTokens;
using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Components.Lessons.TokenOrSession;
using BlazorJwt.Components.OurKeys;
using BlazorJwt.Labs;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Storage;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Refresh;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons;

/// <summary>What the experiments of the other lessons and pages showed stands there as before when a server was stopped. CallApi/MovedCallApiTests has that lesson.</summary>
public sealed class MovedPagesTests : MovedPageTest
{
    private readonly AppFixture _app;

    public MovedPagesTests(AppFixture app) => PutBehind(_app = app);

    private string Session => PrincipalExtensions.SessionOf(VisitorId)!;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_verdict_on_a_changed_token(bool flip)
    {
        var token = await SignInAsync();
        Func<IRenderedComponent<TamperBench>> open = () => Render<TamperBench>(part => part.Add(bench => bench.Token, token));
        var bench = open();
        await bench.Button(flip ? "Flip a random one" : "Change it and check").ClickAsync();
        Assert.StartsWith("refused", bench.Status(), StringComparison.Ordinal);

        var moved = await MovedAsync(bench, open, token.EncodedSignature, token.EncodedPayload);

        await moved.Button("Restore").ClickAsync();
        await MoveAsync();
        Assert.True(open().Shows("The token here is again the one you were given."));
    }

    [Theory]
    [InlineData("Decrypt with the key")]
    [InlineData("Try another key")]
    public async Task An_encrypted_copy_and_what_came_out_of_it_and_not_the_key(string button)
    {
        var token = await SignInAsync();
        Func<IRenderedComponent<EncryptBench>> open = () => Render<EncryptBench>(part => part.Add(bench => bench.Token, token));
        var bench = open();
        await bench.FindAll("input[type=radio]")[1].ChangeAsync("RSA-OAEP");
        await bench.Button(button).ClickAsync();

        var moved = await MovedAsync(bench, open, token.EncodedSignature, "PRIVATE KEY");

        await moved.Button("Decrypt with the key").ClickAsync();
        Assert.True(moved.Shows("The same claims again, to the letter:"));
    }

    [Fact]
    public async Task Two_tokens_claim_by_claim()
    {
        var token = await SignInAsync();
        Func<IRenderedComponent<CompareBench>> open = () => Render<CompareBench>(part => part.Add(bench => bench.Token, token));
        var bench = open();
        await bench.ChooseAsync("Which two", "alice and mira");

        await MovedAsync(bench, open);
    }

    [Fact]
    public async Task How_far_the_bits_were_taken_apart()
    {
        var token = Tokens.Decode((await SignInAsync()).EncodedToken);
        Func<IRenderedComponent<Base64UrlBench>> open = () => Render<Base64UrlBench>(part => part.Add(bench => bench.Token, token));
        var bench = open();
        await bench.ChooseAsync("What to write", "my payload");
        await bench.Button("Next bytes").ClickAsync();
        await bench.Button("Next step").ClickAsync();
        await bench.Button("Next step").ClickAsync();

        await MovedAsync(bench, open);
    }

    [Fact]
    public async Task The_table_of_the_storage_duel_the_box_and_the_conclusions()
    {
        var token = await SignInAsync();
        var results = Services.GetRequiredService<LabResults>();
        results.Add(Session, new LabResult(LabExperiments.Hostile, PlaceNames.LocalStorage, "stolen in 0.4 ms", true, Clock.GetUtcNow()), new LabResult(LabExperiments.Size, PlaceNames.LocalStorage, "5 MB", null, Clock.GetUtcNow()));
        Func<IRenderedComponent<StorageDuel>> open = () => Render<StorageDuel>(part => part.Add(duel => duel.Token, token).Add(duel => duel.VisitorId, VisitorId));
        var duel = open();
        Assert.True(duel.Shows("carried off 1 of 1 copies: localStorage."));

        await MovedAsync(duel, open, () => results.Clear(Session), token.EncodedSignature);
    }

    [Fact]
    public async Task What_was_measured_in_both_lanes()
    {
        var labs = Services.GetRequiredService<SessionLabs>();
        labs.For(Session).Note(new LaneCell(LaneMeasure.AfterSignOut, "token", LaneCell.WithoutDenylist, "let in, 200", false), new LaneCell(LaneMeasure.AfterSignOut, "session", "", "refused, 401", true));
        labs.For(Session).AsksDenylist = true;
        Func<IRenderedComponent<TwoLanes>> open = () => Render<TwoLanes>(part => part.Add(lanes => lanes.VisitorId, VisitorId));
        var lanes = open();
        Assert.True(lanes.Shows("It did not end the JWT"));

        await MovedAsync(lanes, open, () => labs.For(Session).Clear());
    }

    [Fact]
    public async Task The_family_of_refresh_tokens_and_none_of_the_tokens()
    {
        var (refresh, people) = (_app.Services.GetRequiredService<RefreshTokens>(), _app.Services.GetRequiredService<DemoPeople>());
        RefreshLab NewLab() => new(_app.Services.GetRequiredService<OrderDeskClient>(), refresh, people);
        var lab = NewLab();
        Services.AddSingleton(refresh);
        Services.AddTransient(_ => lab);
        var token = await SignInAsync();
        Func<IRenderedComponent<RefreshTree>> open = () => Render<RefreshTree>(part => part.Add(tree => tree.Token, token).Add(tree => tree.VisitorId, VisitorId));
        var tree = open();
        await tree.Button("Sign the script in").ClickAsync();
        await tree.Button("Steal the current refresh token").ClickAsync();
        await tree.Button("Owner refreshes").ClickAsync();
        var (said, family) = (tree.Status(), tree.Find(".family").Text());
        Assert.Contains("used up", family, StringComparison.Ordinal);

        var gone = await MoveAsync();
        lab = NewLab();
        var moved = open();

        Assert.Equal((said, family), (moved.Status(), moved.Find(".family").Text()));
        Assert.DoesNotContain("rt1.", gone, StringComparison.Ordinal);
        // With nothing in hand there is one thing to do.
        Assert.False(moved.HasButton("Owner refreshes"));
        Assert.True(moved.HasButton("Sign the script in"));
    }

    [Fact]
    public async Task What_the_api_said_to_a_pasted_token()
    {
        var pasted = (await SignInAsync()).EncodedToken;
        Func<IRenderedComponent<PastedToken>> open = () => Render<PastedToken>(part => part.Add(own => own.VisitorId, VisitorId));
        var own = open();
        await own.Field("Access token").ChangeAsync(pasted);
        await own.Button("Send it to the API").ClickAsync();
        Assert.StartsWith("200", own.Status(), StringComparison.Ordinal);

        await MovedAsync(own, open, pasted.Split('.')[2]);
    }

    [Fact]
    public async Task The_answers_to_four_ways_of_a_program_and_nothing_that_opened_them()
    {
        Func<IRenderedComponent<MachineDesk>> open = () => Render<MachineDesk>(part => part.Add(desk => desk.VisitorId, VisitorId));
        var desk = open();
        await desk.Field("Name").ChangeAsync("till 5");
        await desk.Find("form").SubmitAsync();
        var secret = desk.Field("Secret").GetAttribute("value")!;
        await desk.Button("Make a key file for till 5").ClickAsync();
        await desk.Button("Send all four").ClickAsync();
        await desk.Button("Read the log, send it again").ClickAsync();
        var ways = desk.FindAll(".way").Select(way => Shown(way.Text())).ToArray();
        var table = desk.Table("The ways compared").Text();
        Assert.Contains("out in", table, StringComparison.Ordinal);

        var gone = await MoveAsync();
        var accounts = Services.GetRequiredService<ServiceAccounts>();
        await accounts.RevokeAsync(VisitorId, Assert.Single(await accounts.OfAsync(VisitorId)).ClientId);
        var moved = open();

        Assert.Equal(ways, moved.FindAll(".way").Select(way => Shown(way.Text())));
        Assert.Equal(table, moved.Table("The ways compared").Text());
        Assert.All([secret, secret[17..], MachineProof.Basic("", secret)[4..], "PRIVATE KEY", "private_key"], hidden => Assert.DoesNotContain(hidden, gone, StringComparison.Ordinal));
        Assert.True(moved.Shows("ended with it. Register one again."));
        // With nothing in hand it sends nothing.
        var sent = Log.For(VisitorId).Count;
        await moved.Button("Read the log, send it again").ClickAsync();
        await moved.Button("Send all four").ClickAsync();
        Assert.Equal(sent, Log.For(VisitorId).Count);
        Assert.True(moved.Shows("Nothing sent: the account ended with the server that was stopped."));
    }

    [Fact]
    public async Task The_api_s_word_on_another_issuer_s_token_and_how_it_came_to_the_key()
    {
        Func<IRenderedComponent<TrustBench>> open = () => Render<TrustBench>(part => part.Add(bench => bench.VisitorId, VisitorId));
        var bench = open();
        await bench.ChooseAsync("Issuer", "Amazon Cognito");
        await bench.Button("Trust this issuer").ClickAsync();
        await bench.Button("Send").ClickAsync();
        Assert.True(bench.Shows("The API accepted the token of another issuer."));

        await MovedAsync(bench, open);
    }

    [Fact]
    public async Task The_answer_to_a_rotation_and_an_error_that_was_made_to_happen()
    {
        await SignInAsync("alice");
        Func<IRenderedComponent<RotationBench>> keys = () => Render<RotationBench>();
        var rotation = keys();
        await rotation.Button("Rotate").ClickAsync();
        Assert.Contains("403", rotation.Text(), StringComparison.Ordinal);
        await MovedAsync(rotation, keys);

        var one = ClinicCatalogue.All.First(one => one.Reproduce is not null);
        Func<IRenderedComponent<CaseView>> open = () => Render<CaseView>(part => part.Add(view => view.Case, one));
        var view = open();
        await view.Button("Make it happen").ClickAsync();
        view.WaitForAssertion(() => Assert.True(view.Shows("It happened just now.")));
        await MovedAsync(view, open);
    }
}
