using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Components.Lessons.KeysForMachines;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.KeysForMachines;

/// <summary>What the dashboard hands out, lists, and never shows again.</summary>
public sealed class DashboardTests : PageTest
{
    private readonly List<HandedOut> _given = [];
    private ServiceAccountState _accounts = default!;

    private ServiceAccountRegistry Accounts => Services.GetRequiredService<ServiceAccountRegistry>();

    [Fact]
    public async Task The_secret_is_shown_once_and_listed_by_its_beginning()
    {
        var page = Open();

        await RegisterAsync(page, "till 4");

        var secret = page.Field("Secret").GetAttribute("value")!;
        Assert.Equal(secret, Assert.Single(_given).Secret);
        Assert.NotNull(await Accounts.BySecretAsync(secret));
        var listed = Assert.Single(Listed(page));
        Assert.Equal($"secret {secret[..16]}…", listed);
        Assert.Equal("Registered. Its secret is shown below, this once.", page.Status());
        // Nowhere in what is announced, and not in the list.
        Assert.Equal(2, page.Markup.Split(secret[..17]).Length);

        await page.Button("I have it").ClickAsync();
        Assert.DoesNotContain(secret[..17], page.Markup, StringComparison.Ordinal);
        // A reload starts the page again.
        Assert.DoesNotContain(secret[..17], Open().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_account_may_ask_for_the_scopes_that_were_ticked()
    {
        var page = Open();

        await page.Field("orders.write").ChangeAsync(true);
        await RegisterAsync(page, "till 4");

        Assert.Equal(["orders.read", "orders.write"], Assert.Single(await Accounts.OfAsync(VisitorId)).Scopes);
        Assert.True(page.Shows("May ask for orders.read and orders.write."));
    }

    [Fact]
    public async Task What_can_not_be_registered_gets_a_sentence_and_the_page_lives()
    {
        var page = Open();

        await RegisterAsync(page, " ");
        Assert.Equal("not registered Give it a name of 1 to 40 characters.", page.Status());
        await RegisterAsync(page, new string('x', 41));
        Assert.Equal("not registered Give it a name of 1 to 40 characters.", page.Status());
        await page.Field("orders.read").ChangeAsync(false);
        await RegisterAsync(page, "till 4");
        Assert.Equal("not registered Choose one scope at least: orders.read or orders.write.", page.Status());
        await page.Field("orders.read").ChangeAsync(true);
        for (var count = 0; count < ServiceAccountRegistry.PerVisitor; count++) await RegisterAsync(page, $"till {count}");
        Assert.Equal("Registered. Its secret is shown below, this once.", page.Status());
        await RegisterAsync(page, "one more");

        Assert.Equal("not registered You have 5 service accounts. Revoke one first.", page.Status());
        Assert.Equal(5, _given.Count);
    }

    [Fact]
    public async Task A_rotated_secret_is_listed_until_its_overlap_is_over()
    {
        var page = Open();
        await RegisterAsync(page, "till 4");

        await page.Button("Rotate the secret of till 4").ClickAsync();

        Assert.StartsWith("The new secret is below. The former one stays valid for 10 minutes", page.Status(), StringComparison.Ordinal);
        Assert.NotEqual(_given[0].Secret, _given[1].Secret);
        Assert.Equal(_given[1].Secret, page.Field("Secret").GetAttribute("value"));
        Assert.Equal([$"secret {_given[0].Secret![..16]}…", $"secret {_given[1].Secret![..16]}…"], Listed(page));

        Clock.Advance(ServiceAccountRegistry.Overlap);

        page.WaitForAssertion(() => Assert.Equal([$"secret {_given[1].Secret![..16]}…"], Listed(page)));
    }

    [Fact]
    public async Task The_key_file_goes_to_the_browser_as_a_file_and_its_private_key_never_to_the_page()
    {
        var saved = JSInterop.SetupModule("./Components/Lessons/KeysForMachines/ShownOnce.razor.js");
        saved.SetupVoid("save", _ => true).SetVoidResult();
        var page = Open();
        await RegisterAsync(page, "till 4");

        await page.Button("Make a key file for till 4").ClickAsync();
        var (id, file) = (_given[1].Account.ClientId, _given[1].KeyFile!);
        await page.Button($"Download {id}.json").ClickAsync();

        Assert.Equal([$"{id}.json", file], Assert.Single(saved.Invocations["save"]).Arguments);
        Assert.Contains("-----BEGIN PRIVATE KEY-----", file, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN PRIVATE KEY", page.Markup, StringComparison.Ordinal);
        var shown = page.Region("The key file, without its private key").TextContent;
        Assert.Contains($"\"client_id\": \"{id}\"", shown, StringComparison.Ordinal);
        Assert.Contains("\"type\": \"service_account\"", shown, StringComparison.Ordinal);
        Assert.Contains("Your browser saves it.", page.Status(), StringComparison.Ordinal);
        Assert.True(page.HasButton("Rotate the key for till 4"));
    }

    [Theory]
    [InlineData(true, "It is on the clipboard.")]
    [InlineData(false, "The browser did not let the page use the clipboard.")]
    public async Task The_secret_is_copied_and_a_sentence_says_whether_it_was(bool allowed, string said)
    {
        var clipboard = JSInterop.SetupModule("./Components/Teaching/CopyButton.razor.js");
        clipboard.Setup<bool>("copy", _ => true).SetResult(allowed);
        var page = Open();
        await RegisterAsync(page, "till 4");

        await page.Button("Copy the secret").ClickAsync();

        Assert.Equal(_given[0].Secret, Assert.Single(clipboard.Invocations["copy"]).Arguments[0]);
        Assert.Contains(said, page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_account_goes_at_once_and_the_focus_stays_on_the_dashboard()
    {
        var page = Open();
        await RegisterAsync(page, "till 4");

        await page.Button("Revoke till 4").ClickAsync();

        Assert.Equal("till 4 is revoked: its secrets, its keys and every token issued to it, at once.", page.Status());
        Assert.Equal(_given[0].Account.ClientId, Assert.Single(_accounts.Programs, program => program.IsRevoked).ClientId);
        Assert.Null(await Accounts.BySecretAsync(_given[0].Secret));
        Assert.Empty(page.FindAll(".account, textarea"));
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public async Task An_account_that_another_tab_revoked_is_said_to_be_gone()
    {
        var page = Open();
        await RegisterAsync(page, "till 4");
        await Accounts.RevokeAsync(VisitorId, _given[0].Account.ClientId);

        await page.Button("Rotate the secret of till 4").ClickAsync();

        Assert.Equal("This account is gone: it was revoked in another tab.", page.Status());
        Assert.Empty(page.FindAll(".account, textarea"));
        Assert.Single(_given);
    }

    [Fact]
    public async Task The_accounts_of_another_visitor_are_not_listed()
    {
        await Accounts.RegisterAsync("another visitor", "their job", ["orders.read"]);

        Assert.False(Open().Shows("their job"));
    }

    private IRenderedComponent<Dashboard> Open()
    {
        _accounts = new(Accounts, VisitorId, Clock);
        return Render<Dashboard>(part => part.Add(page => page.Accounts, _accounts).Add(page => page.Changed, Note));
    }

    private void Note()
    {
        if (_accounts.Given is { } given && !_given.Contains(given)) _given.Add(given);
    }

    private static async Task RegisterAsync(IRenderedComponent<Dashboard> page, string name)
    {
        await page.Field("Name").ChangeAsync(name);
        await page.Find("form").SubmitAsync();
    }

    private static string[] Listed(IRenderedComponent<Dashboard> page) =>
        [.. page.FindAll(".credentials li > :first-child").Select(entry => entry.Text())];
}
