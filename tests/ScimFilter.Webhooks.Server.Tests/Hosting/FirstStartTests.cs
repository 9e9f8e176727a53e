using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using ScimFilter.Webhooks.Server.Hosting;
using ScimFilter.Webhooks.Server.Storage;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Hosting;

/// <summary>Starting on a fresh machine, and starting again.</summary>
[Collection(nameof(Console))]
public sealed class FirstStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_start_prints_a_key_and_later_ones_keep_it()
    {
        (string first, int status) = await StartAsync(null);
        string key = first.Split('\n').Single(line => line.StartsWith("Administrator key", StringComparison.Ordinal)).Split(": ")[1].Trim();
        Assert.Equal(401, status);
        (string second, status) = await StartAsync(key);
        Assert.DoesNotContain("Administrator key", second, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, second, StringComparison.Ordinal);
        Assert.Equal(200, status);
        string content = string.Concat(
            Directory.EnumerateFiles(_folder.Path).Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        Assert.DoesNotContain(key, content, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_the_configuration_that_lacks_something_stops_the_start() =>
        Assert.ThrowsAny<Exception>(() =>
        {
            using var server = TestServer.StartAsync("--Webhooks:ApiKeys:9:Key=x");
            server.GetAwaiter().GetResult();
        });

    private async Task<(string Output, int Status)> StartAsync(string? key)
    {
        TextWriter console = Console.Out;
        var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            await using WebApplication app = ServerApplication.Build(
                ["--urls=http://127.0.0.1:0", $"--Webhooks:DataFolder={_folder.Path}"]);
            await app.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            using HttpResponseMessage response = await client.GetAsync("/api/v1/webhooks");
            await app.StopAsync();
            return (output.ToString(), (int)response.StatusCode);
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}
