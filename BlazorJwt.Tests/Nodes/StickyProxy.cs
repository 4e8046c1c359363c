using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace BlazorJwt.Tests.Nodes;

/// <summary>
/// A YARP in front of several nodes, as docs/deploy.md describes it: the visitor stays at one node by a cookie, the host name is kept, and a node
/// that does not answer for a second gets no visitors.
/// </summary>
internal sealed class StickyProxy : IAsyncDisposable
{
    private readonly WebApplication _app;

    public StickyProxy(IEnumerable<Node> nodes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new() { RouteId = "all", ClusterId = "nodes", Match = new() { Path = "{**all}" }, Transforms = [new Dictionary<string, string> { ["RequestHeaderOriginalHost"] = "true" }] }],
            [new()
            {
                ClusterId = "nodes",
                Destinations = nodes.ToDictionary(node => node.Name, node => new DestinationConfig { Address = node.Address.ToString() }),
                SessionAffinity = new() { Enabled = true, Policy = "HashCookie", FailurePolicy = "Redistribute", AffinityKeyName = "node" },
                HealthCheck = new()
                {
                    Active = new() { Enabled = true, Path = "/health/ready", Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1), Policy = "ConsecutiveFailures" },
                    // When no node is ready, each says for itself what is wrong.
                    AvailableDestinationsPolicy = "HealthyOrPanic",
                },
                Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
            }]);
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
        Address = new UriBuilder(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()) { Host = "localhost" }.Uri;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
