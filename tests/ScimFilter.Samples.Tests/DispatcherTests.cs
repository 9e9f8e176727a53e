using System.Diagnostics;

namespace ScimFilter.Samples.Tests;

public class DispatcherTests
{
    [Fact]
    public async Task It_posts_the_events_that_match_and_tries_again()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Dispatcher.dll")])
        {
            RedirectStandardOutput = true,
        })!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(
            """
            e1 of t1: 1 webhooks
            e2 of t1: 0 webhooks
            e3 of t2: 0 webhooks
            e1 to failed-reloads, attempt 1: 503, Retry
            e1 to failed-reloads, attempt 2: 204, Delivered

            """,
            output.ReplaceLineEndings());
        Assert.Equal(0, process.ExitCode);
    }
}
