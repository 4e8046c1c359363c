using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Stops the start when a demo person can't be used. Each message names the setting and the fix.</summary>
internal sealed class DemoOptionsValidator : IValidateOptions<DemoOptions>
{
    public ValidateOptionsResult Validate(string? name, DemoOptions options)
    {
        var problems = options.People.SelectMany((person, index) => Problems(person, index, options.People)).ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(DemoOptions.PersonOptions person, int index, IList<DemoOptions.PersonOptions> all)
    {
        var setting = $"Demo:People:{index}";
        if (string.IsNullOrWhiteSpace(person.Name) || person.Name.Length > SignInForm.LongestName || person.Name != person.Name.Trim())
        {
            yield return $"{setting}:Name must have 1 to {SignInForm.LongestName} characters, with no space around it.";
        }

        if (string.IsNullOrEmpty(person.Password) || person.Password.Length > SignInForm.LongestPassword)
        {
            yield return $"{setting}:Password must have 1 to {SignInForm.LongestPassword} characters.";
        }

        if (all.Take(index).Any(other => string.Equals(other.Name, person.Name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{setting}:Name is taken by another person of the list; capitals make no difference. Choose another name.";
        }

        if (person.Scopes.Any(scope => scope is "" || scope.Any(letter => letter is <= ' ' or > '~' or '"' or '\\')))
        {
            yield return $"{setting}:Scopes must be names without spaces, quotes or backslashes (RFC 6749 section 3.3), one each.";
        }
    }
}
