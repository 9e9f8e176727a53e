using System.Reflection;
using ScimFilter.Webhooks.Server.Hosting;

namespace ScimFilter.Webhooks.Server.Tests.Hosting;

/// <summary>How the program ends when it cannot start.</summary>
[Collection(nameof(Console))]
public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("--Webhooks:Delivery:Timeout=2", "Webhooks:Delivery:Timeout is '2' without a unit")]
    [InlineData("--Webhooks:Delivery:LaneConcurrency=0", "Webhooks:Delivery:LaneConcurrency is 0; the range is 1 to 10,000.")]
    [InlineData("--Webhooks:Delivery:Timout=2s", "did you mean Timeout?")]
    public void A_wrong_setting_is_one_line_and_exit_code_2(string setting, string expected)
    {
        TextWriter console = Console.Error;
        var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            Assert.Equal(2, typeof(ServerApplication).Assembly.EntryPoint!.Invoke(null, [new[] { setting }]));
        }
        finally
        {
            Console.SetError(console);
        }

        string line = Assert.Single(errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }
}
