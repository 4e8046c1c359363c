using System.Text;
using BlazorJwt.Hosting;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Reads a block of settings as the app reads its settings file, so that what was tried can be copied there.</summary>
internal static class TrustedIssuerBlock
{
    /// <summary>The longest block that is read, in characters.</summary>
    public const int MaxCharacters = 4000;

    /// <summary>The one entry of a block with <c>TrustedIssuers</c> in it.</summary>
    /// <param name="text">The block, with its braces around it or without.</param>
    /// <param name="problem">Why there is none, in a sentence; null when there is one.</param>
    public static TrustedIssuerOptions? Read(string? text, out string? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(text)) problem = "There is no block of settings yet.";
        else if (text.Length > MaxCharacters)
            problem = $"The block has {text.Length:N0} characters, and at most {MaxCharacters:N0} are read.";
        if (problem is not null) return null;
        try
        {
            var json = text!.TrimStart().StartsWith('{') ? text : $"{{{text}}}";
            var settings = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
            problem = KnownSettings.Problems(settings.GetSection(TrustedIssuerOptions.Section), typeof(List<TrustedIssuerOptions>))
                .FirstOrDefault();
            if (problem is not null) return null;
            if (TrustedIssuerSettings.Read(settings).ToArray() is [var entry]) return entry;
            problem = "The block must hold TrustedIssuers with one entry in it.";
        }
        catch (Exception reason) when (reason is FormatException or InvalidDataException or System.Text.Json.JsonException
            or InvalidOperationException)
        {
            // The framework's sentence can quote what was typed; ours says what to do.
            problem = reason is InvalidOperationException
                ? "A setting of the block has a name or a value that is not known here. Compare it with the default settings."
                : "The block is not JSON. Look for a comma or a quotation mark too many or too few.";
        }

        return null;
    }
}
