using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>Puts <see cref="HostingOptions"/> where the server, the form reader, the hub and the circuits look for their bounds.</summary>
internal sealed class RequestBounds(IOptions<HostingOptions> bounds) :
    IConfigureOptions<KestrelServerOptions>, IConfigureOptions<FormOptions>, IConfigureOptions<HubOptions>,
    IConfigureOptions<CircuitOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = bounds.Value.MaxBodyBytes;
        options.Limits.MaxRequestHeadersTotalSize = bounds.Value.MaxHeaderBytes;
        options.Limits.MaxRequestHeaderCount = 64;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    public void Configure(FormOptions options)
    {
        options.ValueCountLimit = 32;
        options.KeyLengthLimit = 256;
        options.ValueLengthLimit = bounds.Value.MaxBodyBytes;
        options.MultipartBodyLengthLimit = bounds.Value.MaxBodyBytes;
    }

    // The hub of the circuits takes these over; no other hub is here.
    public void Configure(HubOptions options) => options.MaximumReceiveMessageSize = bounds.Value.MaxHubMessageBytes;

    public void Configure(CircuitOptions options)
    {
        options.DisconnectedCircuitRetentionPeriod = bounds.Value.KeepLostCircuits;
        options.DisconnectedCircuitMaxRetained = bounds.Value.MaxLostCircuits;
    }
}
