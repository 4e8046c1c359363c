using AngleSharp.Dom;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeysForMachines;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.KeysForMachines;

/// <summary>The ways into the API, over real HTTP; what the page says is what the server answered.</summary>
[Trait("needs", "server")]
public sealed class ClientAuthenticationExperimentTests : PageTest
{
    private static readonly string[] Lanes = ["1 · API key", "2 · Client credentials", "3 · Signed assertion", "4 · private_key_jwt"];

    public ClientAuthenticationExperimentTests(AppFixture app) => PutBehind(app);

    private ServiceAccountRegistry Accounts => Services.GetRequiredService<ServiceAccountRegistry>();

    [Fact]
    public void Before_an_account_is_registered_there_is_nothing_to_send() =>
        Assert.True(Render<ServiceAccountPanel>().Shows("Register a service account first: the program runs as one."));

    [Theory]
    [InlineData("in a header, client_secret_basic", "client_secret_basic")]
    [InlineData("in the form, client_secret_post", "client_secret_post")]
    public async Task Four_ways_open_the_api_and_none_of_them_shows_what_opened_it(string place, string way)
    {
        var (desk, given) = await OpenAsync();
        await desk.ChooseAsync("The secret for /token", place);

        await desk.Button("Send all four").ClickAsync();

        Assert.All(Lanes, lane => Assert.Equal("200", Verdict(desk, lane)));
        Assert.StartsWith(way, desk.Region(Lanes[1]).QuerySelector("h3 + p")!.Text(), StringComparison.Ordinal);
        Assert.Contains("A token for 15 minutes, and the API opened for it.", Lane(desk, 3), StringComparison.Ordinal);
        Assert.Equal(7, Log.For(VisitorId).Count);
        Assert.All(Log.For(VisitorId), exchange => Assert.Equal(200, exchange.Status));
        Assert.DoesNotContain(given.Secret!, desk.Markup, StringComparison.Ordinal);
        var sent = string.Concat(Log.For(VisitorId)
            .Select(exchange => string.Join('\n', [.. exchange.Request.Headers.Select(header => header.Value), exchange.Request.Body])));
        Assert.All([given.Secret!, ClientAuthenticationRequest.Basic(given.Account.ClientId, given.Secret!)],
            secret => Assert.DoesNotContain(secret, sent, StringComparison.Ordinal));
        Assert.Contains("&assertion=••••••••", sent, StringComparison.Ordinal);
        Assert.Contains("&client_assertion=••••••••", sent, StringComparison.Ordinal);
        Assert.True(Progress.IsDone(Lesson.KeysForMachines));
        Assert.DoesNotContain("never used", desk.Text(), StringComparison.Ordinal);
        Assert.Equal("Sent. API key: 200, Client credentials: 200, Signed assertion: 200, private_key_jwt: 200.", Said(desk));
    }

    [Fact]
    public async Task An_account_without_the_scope_is_known_and_may_not()
    {
        var (desk, _) = await OpenAsync();
        await desk.ChooseAsync("Request", "POST /api/orders");

        await desk.Button("Send all four").ClickAsync();

        Assert.All(Lanes, lane => Assert.Equal("403", Verdict(desk, lane)));
        Assert.Contains("It knows the program, and the account has no scope for this request.", Lane(desk, 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The id of no client", "401", "401", "400", "400", "The key is not good. The API says no more than that.",
        "invalid_client: that is all it says.", "invalid_grant: The signature fits no key of the client in iss, or",
        "invalid_client: The signature fits no key of the client in iss, or")]
    [InlineData("A wrong secret, a stranger’s key", "401", "401", "400", "400", "The key is not good. The API says no more than that.",
        "invalid_client: that is all it says.", "invalid_grant: The signature fits no key of the client in iss, or",
        "invalid_client: The signature fits no key of the client in iss, or")]
    [InlineData("The same, a second time", "200", "200", "400", "400", "Let in both times", "A token both times",
        "invalid_grant: an assertion is good once", "invalid_client: an assertion is good once")]
    [InlineData("An assertion that has expired", "not sent", "not sent", "400", "400", "Nothing sent: a secret carries no time",
        "Nothing sent: a secret carries no time", "invalid_grant: exp has passed", "invalid_client: exp has passed")]
    [InlineData("An assertion for another audience", "not sent", "not sent", "400", "400", "Nothing sent: a secret names no audience.",
        "Nothing sent: a secret names no audience.", "invalid_grant: aud must name the issuer or the token endpoint",
        "invalid_client: aud must be the issuer and nothing else")]
    [InlineData("An assertion for the token endpoint, not the issuer", "not sent", "not sent", "200", "400",
        "Nothing sent: a secret names no audience.", "Nothing sent: a secret names no audience.",
        "A token: as a grant, an assertion may name the token endpoint or the issuer.",
        "invalid_client: aud must be the issuer and nothing else")]
    [InlineData("A secret, a key that is retired", "401", "401", "400", "400", "The key is not good. The API says no more than that.",
        "invalid_client: that is all it says.", "invalid_grant: The signature fits no key of the client in iss, or",
        "invalid_client: The signature fits no key of the client in iss, or")]
    public async Task What_is_wrong_is_refused_and_of_an_assertion_the_answer_says_why(string fault, string key, string secret,
        string assertion, string proof, string keySays, string secretSays, string assertionSays, string proofSays)
    {
        var (desk, given) = await OpenAsync();
        for (var times = 0; times < 2; times++)
        {
            await desk.Button($"Rotate the secret of {given.Account.Name}").ClickAsync();
            await desk.Button($"Rotate the key for {given.Account.Name}").ClickAsync();
        }

        await desk.ChooseAsync("Proves itself with", fault);
        await desk.Button("Send all four").ClickAsync();

        Assert.Equal([key, secret, assertion, proof], Lanes.Select(lane => Verdict(desk, lane)));
        Assert.All(((string[])[keySays, secretSays, assertionSays, proofSays]).Index(),
            said => Assert.Contains(said.Item, Lane(desk, said.Index), StringComparison.Ordinal));
        // A secret gets one text, whatever was wrong.
        Assert.All(Log.For(VisitorId).Where(exchange => exchange is { Status: 401 } && exchange.Request.StartLine.StartsWith("POST /token",
            StringComparison.Ordinal)), exchange =>
                Assert.Equal("{\"error\":\"invalid_client\",\"error_description\":\"The client could not be authenticated.\"}",
                    exchange.Response!.Body));
    }

    [Fact]
    public async Task Retired_credentials_are_those_whose_overlap_is_over()
    {
        var (desk, given) = await OpenAsync();
        await desk.Button($"Rotate the secret of {given.Account.Name}").ClickAsync();

        await desk.ChooseAsync("Proves itself with", "A secret, a key that is retired");
        await desk.Button("Send all four").ClickAsync();

        Assert.Contains("Nothing sent: rotate the secret twice, and the first one is retired.", Lane(desk, 0), StringComparison.Ordinal);
        Assert.Contains("Nothing sent: rotate the key twice, and the first one is retired.", Lane(desk, 2), StringComparison.Ordinal);
        Assert.Empty(Log.For(VisitorId));
    }

    [Fact]
    public async Task What_a_log_would_hold_is_sent_again_and_the_table_says_what_was_still_good_and_what_is_after_revoking()
    {
        var (desk, given) = await OpenAsync();
        await desk.ChooseAsync("Proves itself with", "A wrong secret, a stranger’s key");
        await desk.Button("Send all four").ClickAsync();
        await desk.ChooseAsync("Proves itself with", "What it was given");
        await desk.Button("Send all four").ClickAsync();
        await desk.ChooseAsync("Proves itself with", "A wrong secret, a stranger’s key");
        await desk.Button("Send all four").ClickAsync();

        await desk.Button("Read the log, send it again").ClickAsync();

        Assert.Equal(["out in 1 of 1 request", "let in, 200", "the secret: never", "not tried"], Cells(desk, "API key")[..4]);
        Assert.Equal(["out in 1 of 2 requests", "a new token, 200the token: let in, 200", "the secret: neverthe token: in 15 min",
            "not tried"], Cells(desk, "Client credentials, in a header")[..4]);
        Assert.Equal(["not tried", "not tried", "not tried", "not tried"], Cells(desk, "Client credentials, in the form")[..4]);
        Assert.Equal(["out in none of 2 requests", "invalid_grant, 400the token: let in, 200", "the assertion: in 60 sthe token: in 15 min",
            "not tried"], Cells(desk, "Signed assertion")[..4]);
        Assert.Equal(["out in none of 2 requests", "invalid_client, 400the token: let in, 200",
            "the assertion: in 60 sthe token: in 15 min", "not tried"], Cells(desk, "private_key_jwt")[..4]);
        Assert.EndsWith("guessed: 401", Cells(desk, "API key")[4], StringComparison.Ordinal);
        Assert.EndsWith("by a stranger: 400", Cells(desk, "Signed assertion")[4], StringComparison.Ordinal);

        await desk.ChooseAsync("Proves itself with", "What it was given");
        await desk.Button("Send all four").ClickAsync();
        Assert.Equal(["200", "200", "200", "200"], Lanes.Select(lane => Verdict(desk, lane)));
        await desk.Button($"Revoke {given.Account.Name}").ClickAsync();
        Assert.All(Lanes.Select(lane => Verdict(desk, lane)), said => Assert.Equal("200, before you revoked the account", said));
        await desk.Button("Send the log again, now it is revoked").ClickAsync();

        Assert.Equal("refused, 401", Cells(desk, "API key")[3]);
        Assert.Equal("invalid_client, 401the token: refused, 401", Cells(desk, "Client credentials, in a header")[3]);
        Assert.Equal("invalid_grant, 400the token: refused, 401", Cells(desk, "Signed assertion")[3]);
        Assert.All(Lanes, lane => Assert.Contains(", after you revoked it", desk.Region(lane).Text(), StringComparison.Ordinal));
        await desk.Button("Send all four").ClickAsync();
        Assert.Equal(["401", "401", "400", "400"], Lanes.Select(lane => Verdict(desk, lane)));
    }

    [Fact]
    public async Task A_page_that_was_reloaded_holds_nothing_until_the_visitor_pastes_what_he_kept()
    {
        var given = (await Accounts.RegisterAsync(VisitorId, "till 4", ["orders.read"])).Given!;
        var file = (await Accounts.RotateKeyAsync(VisitorId, given.Account.ClientId))!.KeyFile!;
        var desk = Render<ServiceAccountPanel>();

        await desk.Button("Send all four").ClickAsync();
        Assert.Equal(["not sent", "not sent", "not sent", "not sent"], Lanes.Select(lane => Verdict(desk, lane)));
        Assert.Contains("Your program has no secret.", Lane(desk, 0), StringComparison.Ordinal);
        Assert.Contains("Your program has no key file.", Lane(desk, 2), StringComparison.Ordinal);
        Assert.Empty(Log.For(VisitorId));

        await PasteAsync(desk, $" {given.Secret} ", file);
        Assert.Contains("Your program has it.", desk.Find(".pasted [role=status]").TextContent, StringComparison.Ordinal);
        await desk.Button("Send all four").ClickAsync();
        Assert.All(Lanes, lane => Assert.Equal("200", Verdict(desk, lane)));
        Assert.DoesNotContain(given.Secret!, desk.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", desk.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "Paste one of the two first.")]
    [InlineData("se cret", "", "A secret has no spaces, and letters, digits and signs of ASCII only.")]
    [InlineData("ключ", "", "A secret has no spaces, and letters, digits and signs of ASCII only.")]
    [InlineData("", "nonsense", "This is no key file: it is not JSON.")]
    [InlineData("", "[]", "This is no key file: it is JSON, and not an object.")]
    [InlineData("", "{\"client_id\":1}", "The key file has no client_id.")]
    [InlineData("", "{\"client_id\":\"a\",\"private_key_id\":\"b\",\"private_key\":\"c\",\"token_uri\":\"d\",\"issuer\":\"e\"}",
        "Its private_key can't be read. Here it is an EC key of the curve P-256, in PEM.")]
    public async Task What_can_not_be_used_gets_a_sentence_and_the_page_lives(string secret, string file, string said)
    {
        await Accounts.RegisterAsync(VisitorId, "till 4", ["orders.read"]);
        var desk = Render<ServiceAccountPanel>();

        await PasteAsync(desk, secret, file);

        Assert.Equal(said, desk.Find(".pasted [role=status]").TextContent);
        await desk.Button("Send all four").ClickAsync();
        Assert.Equal("not sent", Verdict(desk, Lanes[0]));
    }

    [Fact]
    public async Task A_pasted_secret_of_another_account_is_a_wrong_one()
    {
        await Accounts.RegisterAsync(VisitorId, "till 4", ["orders.read"]);
        var other = (await Accounts.RegisterAsync("another visitor", "till 5", ["orders.read"])).Given!;
        var desk = Render<ServiceAccountPanel>();

        await PasteAsync(desk, other.Secret!, "");
        await desk.Button("Send all four").ClickAsync();

        Assert.Equal("401", Verdict(desk, Lanes[1]));
    }

    [Fact]
    public async Task With_the_labs_switched_off_the_program_sends_only_what_it_was_given()
    {
        Settings["Labs:Enabled"] = "false";

        var (desk, _) = await OpenAsync();

        Assert.Empty(desk.FindAll("#fault"));
        await desk.Button("Send all four").ClickAsync();
        Assert.Equal("200", Verdict(desk, Lanes[0]));
    }

    private async Task<(IRenderedComponent<ServiceAccountPanel> Desk, HandedOut Given)> OpenAsync()
    {
        HandedOut? given = null;
        var desk = Render<ServiceAccountPanel>();
        await desk.Field("Name").ChangeAsync("till 4");
        await desk.Find("form").SubmitAsync();
        var secret = desk.Field("Secret").GetAttribute("value");
        given = new(Assert.Single(await Accounts.OfAsync(VisitorId)), secret, null);
        await desk.Button("Make a key file for till 4").ClickAsync();
        await desk.Button("I have it").ClickAsync();
        return (desk, given);
    }

    private static async Task PasteAsync(IRenderedComponent<ServiceAccountPanel> desk, string secret, string file)
    {
        await desk.Find("#pasted-secret").ChangeAsync(secret);
        await desk.Find("#pasted-file").ChangeAsync(file);
        await desk.Find(".pasted form").SubmitAsync();
    }

    private static string Verdict(IRenderedComponent<ServiceAccountPanel> desk, string lane) =>
        desk.Region(lane).QuerySelector(".result .verdict")!.Text();

    private static string Lane(IRenderedComponent<ServiceAccountPanel> desk, int lane) =>
        desk.Region(Lanes[lane]).QuerySelector(".result")!.Text();

    private static string Said(IRenderedComponent<ServiceAccountPanel> desk) => desk.Find("[aria-labelledby=try] > [role=status]").Text();

    private static string[] Cells(IRenderedComponent<ServiceAccountPanel> desk, string way) =>
        desk.Table("The ways compared").Row(way).Cells();
}
