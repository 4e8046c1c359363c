using System.Text;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Api;

/// <summary>Sends the requests of requests.http from top to bottom, and holds each answer to the status that its comment
/// promises.</summary>
[Trait("needs", "server")]
public sealed class RequestsFileTests(AppFixture app)
{
    [Fact]
    public async Task Each_request_of_the_file_gets_the_status_that_its_comment_names()
    {
        var text = Repository.Read("requests.http");
        var values = await ValuesAsync();

        var sent = await RequestsFile.SendAsync(app, text, values);

        Assert.Equal(RequestsFile.Defined(text), values.Keys.Order());
        Assert.True(sent.Count >= 10);
        Assert.All(sent, request => Assert.True(request.Promised == request.Status, $"{request.Status} for: {request.Title}"));
    }

    // What a reader puts at the top of the file, from an account of the reader's own.
    private async Task<Dictionary<string, string>> ValuesAsync()
    {
        var world = new MachineWorld(app);
        var given = await world.RegisterAsync();
        var (id, secret) = (given.Account.ClientId, given.Secret!);
        var file = (await world.Accounts.RotateKeyAsync(world.Visitor, id))!.KeyFile!;
        return new()
        {
            ["server"] = "",
            ["clientId"] = id,
            ["secret"] = secret,
            ["basic"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")),
            ["assertion"] = KeyFile.Assert(file, DateTimeOffset.UtcNow, AssertionUse.Grant),
            ["proof"] = KeyFile.Assert(file, DateTimeOffset.UtcNow, AssertionUse.ClientAuthentication),
        };
    }
}
