// What breaks a rule of the house on purpose, so that each rule is seen to find it.
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.Conventions.Samples
{
    /// <summary>Stands for a test attribute, without being one.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class SampleFactAttribute : Attribute;

    internal sealed class Terse
    {
        [SampleFact]
        public void Works() => GC.KeepAlive(this);
    }

    internal sealed class Hasty
    {
        // Inside a lambda, where it is easily overlooked.
        public Func<DateTime> Clock { get; } = () => DateTime.UtcNow;
    }

    // Needs an app, though its own code does not say so: a method that it calls does.
    internal sealed class Needy
    {
        public static async Task AskAsync() => await Ask.TheAppAsync();
    }

    [Trait("needs", "redis")]
    internal sealed class Boastful;

    internal static class Ask
    {
        private static readonly Support.AppFixture App = new();

        public static async Task TheAppAsync()
        {
            await Task.Yield();
            GC.KeepAlive(App);
        }
    }

    internal sealed class Curious
    {
        public static string? Path(object something) => (something as HttpContext)?.Request.Path;
    }
}

namespace BlazorJwt.Tests.Conventions.Samples.Api
{
    internal static class Desk
    {
        public static int Orders => 1;
    }
}

namespace BlazorJwt.Tests.Conventions.Samples.Tokens
{
    internal sealed class Backwards
    {
        public static IEnumerable<int> Count()
        {
            yield return Api.Desk.Orders;
        }
    }
}
