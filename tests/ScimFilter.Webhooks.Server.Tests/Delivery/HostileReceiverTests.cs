using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScimFilter.Webhooks.Server.Delivery.Resolving;
using ScimFilter.Webhooks.Server.Storage.Contract;
using ScimFilter.Webhooks.Server.Tests.Support;

namespace ScimFilter.Webhooks.Server.Tests.Delivery;

/// <summary>Receivers that do what receivers should not.</summary>
public sealed class HostileReceiverTests : IAsyncLifetime
{
    private readonly FakeNames _names = new();
    private TestServer _server = null!;
    private Receiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            services =>
            {
                services.RemoveAll<INameResolver>();
                services.AddSingleton<INameResolver>(_names);
            });
        _receiver = await Receiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task One_that_hangs_has_until_the_timeout()
    {
        _receiver.Answering = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        DeliveryCompletion completion = await DeliverAsync(afterReceived: () => _server.Time.Advance(TimeSpan.FromSeconds(30)));
        Assert.Equal((false, "No answer within 30 seconds."), (completion.Attempt.Succeeded, completion.Attempt.StatusMessage));
        Assert.True(completion.DueAt - _server.Time.GetUtcNow() >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task One_that_breaks_the_connection_is_tried_again()
    {
        _receiver.Answering = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        DeliveryCompletion completion = await DeliverAsync();
        Assert.Equal((DeliveryEnd.Retry, null), (completion.End, completion.Attempt.ResponseStatus));
    }

    [Fact]
    public async Task One_that_is_not_there_is_tried_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        DeliveryCompletion completion = await DeliverAsync($"http://127.0.0.1:{port}/");
        Assert.Equal((DeliveryEnd.Retry, null), (completion.End, completion.Attempt.ResponseStatus));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"{_receiver.Url}/elsewhere";
            return Task.CompletedTask;
        };
        DeliveryCompletion completion = await DeliverAsync();
        Assert.Equal((DeliveryEnd.Retry, status), (completion.End, completion.Attempt.ResponseStatus));
        Assert.False(_receiver.TryNext());
    }

    [Fact]
    public async Task Of_a_body_of_two_megabytes_the_beginning_is_kept()
    {
        _receiver.Answering = context => context.Response.WriteAsync(new string('x', 2 << 20));
        DeliveryCompletion completion = await DeliverAsync();
        Assert.True(completion.Attempt.Succeeded);
        Assert.Equal(16 << 10, completion.Attempt.ResponseBody!.Length);
    }

    [Fact]
    public async Task A_body_that_grows_when_it_is_unpacked_is_kept_in_part()
    {
        _receiver.Answering = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(new byte[1 << 20]);
        };
        DeliveryCompletion completion = await DeliverAsync();
        Assert.Equal((true, 16 << 10), (completion.Attempt.Succeeded, completion.Attempt.ResponseBody!.Length));
    }

    [Fact]
    public async Task One_that_drips_has_said_yes_with_its_status()
    {
        var dropped = new TaskCompletionSource();
        _receiver.Answering = async context =>
        {
            await context.Response.WriteAsync("drop");
            await context.Response.Body.FlushAsync();
            dropped.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await _server.CreateAsync(_receiver.Url);
        await _server.PublishAsync("e1");
        await dropped.Task;
        _server.Time.Advance(TimeSpan.FromSeconds(30));

        // Whether the status was read before the time ran out is chance: with it in hand it is a success, without it a timeout.
        DeliveryCompletion completion = await _server.Deliveries.CompletedAsync();
        Assert.Equal(completion.Attempt.ResponseStatus == 200, completion.Attempt.Succeeded);
    }

    [Fact]
    public async Task What_a_receiver_asks_to_wait_is_waited_for_and_by_its_other_deliveries_too()
    {
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        };
        DeliveryCompletion completion = await DeliverAsync();
        Assert.InRange(completion.DueAt - _server.Time.GetUtcNow(), TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(620));
        await _server.PublishAsync("e2");
        await using Receiver other = await Receiver.StartAsync();
        await _server.CreateAsync(other.Url);
        await _server.PublishAsync("e3");
        await other.NextAsync();
        Assert.False(_receiver.TryNext());
    }

    // Longer than eight hours counts as eight hours; no time, or none that can be read, counts as no header.
    [Theory]
    [InlineData("99999999999", 28_800)]
    [InlineData("2147483648", 28_800)]
    [InlineData("999999999999999999999999999999", 28_800)]
    [InlineData("00000000000000000000", 60)]
    [InlineData("28800", 28_800)]
    [InlineData("00000000600", 600)]
    [InlineData("Mon, 02 Mar 2026 08:10:00 GMT", 600)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 28_800)]
    [InlineData("soon", 60)]
    [InlineData("-99999999999", 60)]
    [InlineData("9.9e10", 60)]
    public async Task A_time_to_wait_of_any_length_is_read(string retryAfter, int seconds)
    {
        _receiver.Answering = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };
        DeliveryCompletion completion = await DeliverAsync();
        Assert.InRange(completion.DueAt - _server.Time.GetUtcNow(), TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds * 1.2));
    }

    [Fact]
    public async Task A_header_that_is_too_long_ends_the_attempt()
    {
        _receiver.Answering = context =>
        {
            context.Response.Headers["x"] = new string('x', 60_000);
            return Task.CompletedTask;
        };
        Assert.Equal(DeliveryEnd.Retry, (await DeliverAsync()).End);
    }

    [Fact]
    public async Task What_is_not_HTTP_ends_the_attempt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(async () =>
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("SSH-2.0-not-http\r\n\r\n"u8.ToArray());
        });
        DeliveryCompletion completion = await DeliverAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        await serving;
        Assert.Equal(DeliveryEnd.Retry, completion.End);
    }

    [Fact]
    public async Task One_that_drips_its_headers_has_until_the_timeout()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await _server.CreateAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        await _server.PublishAsync("e1");
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nx: "u8.ToArray());
        _server.Time.Advance(TimeSpan.FromSeconds(30));
        DeliveryCompletion completion = await _server.Deliveries.CompletedAsync();
        Assert.Equal((DeliveryEnd.Retry, "No answer within 30 seconds."), (completion.End, completion.Attempt.StatusMessage));
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_not_connected_to()
    {
        _names.Answers.Enqueue([IPAddress.Parse("10.0.0.1"), IPAddress.Parse("169.254.169.254"), IPAddress.Parse("::ffff:10.0.0.1")]);
        DeliveryCompletion completion = await DeliverAsync("https://inside.example/");
        Assert.Equal((DeliveryEnd.Retry, null), (completion.End, completion.Attempt.ResponseStatus));
        Assert.Contains("No address of inside.example", completion.Attempt.StatusMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_the_second_time_is_connected_to_where_it_was_checked()
    {
        // The first answer to the delivery is allowed and is used; another is never asked for.
        int port = new Uri(_receiver.Url).Port;
        _names.Answers.Enqueue([IPAddress.Loopback]);
        _names.Answers.Enqueue([IPAddress.Loopback]);
        _names.Answers.Enqueue([IPAddress.Parse("10.0.0.1")]);
        DeliveryCompletion completion = await DeliverAsync($"http://rebinding.example:{port}/");
        Assert.True(completion.Attempt.Succeeded, completion.Attempt.StatusMessage);
        Assert.Single(_names.Answers);
    }

    [Fact]
    public async Task A_name_that_leads_inside_after_its_webhook_was_created_is_not_connected_to()
    {
        _names.Answers.Enqueue([IPAddress.Loopback]);
        _names.Answers.Enqueue([IPAddress.Parse("169.254.169.254")]);
        DeliveryCompletion completion = await DeliverAsync("http://rebinding.example/");
        Assert.Equal((DeliveryEnd.Retry, null), (completion.End, completion.Attempt.ResponseStatus));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("93.184.216.34")]
    public async Task A_name_outside_the_allowed_networks_is_refused_without_encryption(string address)
    {
        _names.Answers.Enqueue([IPAddress.Parse(address)]);
        Answer answer = await _server.PostAsync("/api/v1/webhooks", new { url = "http://name.example/", name = "x" });
        Assert.Equal((400, "WEBHOOKS-6"), (answer.Status, answer.Codes.Single()));
    }

    private async Task<DeliveryCompletion> DeliverAsync(string? url = null, Action? afterReceived = null)
    {
        await _server.CreateAsync(url ?? _receiver.Url);
        await _server.PublishAsync("e1");
        if (afterReceived is not null)
        {
            await _receiver.NextAsync();
            afterReceived();
        }
        else if (url is null)
        {
            await _receiver.NextAsync();
        }

        return await _server.Deliveries.CompletedAsync();
    }

    private sealed class FakeNames : INameResolver
    {
        public ConcurrentQueue<IPAddress[]> Answers { get; } = [];

        public Task<ImmutableArray<IPAddress>> ResolveAsync(string tenantId, string host, CancellationToken cancellationToken) =>
            IPAddress.TryParse(host, out IPAddress? literal) ? Task.FromResult<ImmutableArray<IPAddress>>([literal])
            : Answers.TryDequeue(out IPAddress[]? addresses) ? Task.FromResult<ImmutableArray<IPAddress>>([.. addresses])
            : throw new NameResolutionException(host, "the test has no answer left");
    }
}
