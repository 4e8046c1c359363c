namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Reads the list <c>TrustedIssuers</c>.</summary>
internal static class TrustedIssuerSettings
{
    public static IEnumerable<TrustedIssuerOptions> Read(IConfiguration settings) =>
        settings.GetSection(TrustedIssuerOptions.Section).GetChildren().Select(ReadEntry);

    private static TrustedIssuerOptions ReadEntry(IConfigurationSection entry)
    {
        var values = entry.GetSection(nameof(TrustedIssuerOptions.Values));
        // All but Values, under the same names: so the binder's sentences name the setting.
        var rest = new ConfigurationBuilder()
            .AddInMemoryCollection(entry.AsEnumerable().Where(setting => setting.Key != values.Path && !IsInside(setting.Key, values.Path)))
            .Build();
        var options = rest.GetSection(entry.Path).Get<TrustedIssuerOptions>() ?? new();
        // A colon divides the names of settings, and many names of claims have one: https://app.example/tenant, cognito:username.
        // So a value far inside belongs to the whole name again.
        options.Values = values.AsEnumerable(makePathsRelative: true)
            .Where(value => value.Key.Length > 0 && (value.Value is { Length: > 0 } || !values.GetSection(value.Key).GetChildren().Any()))
            .ToDictionary(value => value.Key, value => value.Value ?? "", StringComparer.Ordinal);
        return options;
    }

    private static bool IsInside(string key, string section) =>
        key.StartsWith(section + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase);
}
