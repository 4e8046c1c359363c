using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>
/// Keeps secrets out of the log, whatever the settings say. Below Information, SignalR writes the arguments of each call a page makes, and
/// those are what somebody typed: tokens, keys, passwords. The circuits write their secret there, and anyone who has it can take over the
/// page.
/// </summary>
internal sealed class LogFloor : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly string[] Categories = ["Microsoft.AspNetCore.SignalR", "Microsoft.AspNetCore.Components.Server"];

    // The most exact rule decides, so a setting for a provider or a longer category could beat one more rule. Instead, each rule gets the
    // floor, and so does the one put first, which applies where no other does.
    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        LoggerFilterRule[] rules = [new(null, null, options.MinLevel, null), .. options.Rules];
        options.Rules.Clear();
        foreach (var rule in rules)
        {
            options.Rules.Add(new(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                IsAbove(category, level) && rule.Filter?.Invoke(provider, category, level) != false));
        }
    }

    private static bool IsAbove(string? category, LogLevel level) =>
        level >= LogLevel.Information
            || category is null
            || !Categories.Any(secret => category.StartsWith(secret, StringComparison.OrdinalIgnoreCase));
}
