using System.Text;
using System.Text.RegularExpressions;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Nodes;

/// <summary>
/// A YARP in front of several nodes, with the very settings of docs/deploy.md: the visitor stays at one node by a cookie, the host name is
/// kept, and a node that does not answer for a second gets no visitors.
/// </summary>
internal sealed partial class StickyProxy : IAsyncDisposable
{
    private readonly WebApplication _app;

    public StickyProxy(IEnumerable<Node> nodes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddJsonStream(
            new MemoryStream(Encoding.UTF8.GetBytes(Json().Match(Repository.Read("docs/deploy.md")).Groups[1].Value)));
        builder.Configuration.AddInMemoryCollection(
            nodes.Select(node => KeyValuePair.Create($"ReverseProxy:Clusters:nodes:Destinations:{node.Name}:Address",
                (string?)node.Address.ToString())));
        builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"));
        _app = builder.Build();
        _app.MapReverseProxy(pipeline =>
        {
            pipeline.UseSessionAffinity();
            pipeline.UseLoadBalancing();
            pipeline.Use((context, next) =>
            {
                // The balancer left one.
                if (context.Request.Path == "/_blazor") LastHub = context.GetReverseProxyFeature().AvailableDestinations[0].DestinationId;
                return next(context);
            });
        });
    }

    /// <summary>The name of the node that was asked for a circuit last.</summary>
    public string LastHub { get; private set; } = "";

    /// <summary>Where visitors come to.</summary>
    public Uri Address { get; private set; } = null!;

    public async Task StartAsync()
    {
        await _app.StartAsync();
        var addresses = _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        Address = new UriBuilder(addresses.First()) { Host = "localhost" }.Uri;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [GeneratedRegex("```json\\s(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Json();
}
