using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace BlazorJwt.Hosting;

/// <summary>
/// Compresses pages, which the framework doesn't do by itself. Why that is safe beside the antiforgery tokens in them stands in
/// docs/decisions. Style sheets and scripts come compressed from the build; those that don't are compressed here.
/// </summary>
internal static class HtmlCompression
{
    public static void AddHtmlCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = ["text/html", "text/css", "text/javascript"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }
}
