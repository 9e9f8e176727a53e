using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>
/// A receiver that costs next to nothing: one answer for each request, whose body tells when it was sent.
/// </summary>
internal sealed class CountingReceiver : IReceiver, IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Action<ReadOnlySpan<byte>> _received;
    private readonly Func<long, int> _statusOf;
    private long _count;
    private int _connections;

    /// <summary>Creates a receiver that takes everything.</summary>
    public CountingReceiver(Action<ReadOnlySpan<byte>> received)
        : this(received, _ => 200)
    {
    }

    /// <summary>Creates a receiver that answers the nth request, from one, with a status of its own.</summary>
    public CountingReceiver(Action<ReadOnlySpan<byte>> received, Func<long, int> statusOf)
    {
        _received = received;
        _statusOf = statusOf;
        _listener.Start(1_024);
        _ = AcceptAsync();
    }

    /// <summary>Gets how long each answer takes. Default: no time.</summary>
    public TimeSpan Latency { get; init; }

    public long Count => Interlocked.Read(ref _count);

    public int Connections => _connections;

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
                _connections++;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            socket.NoDelay = true;
            var buffer = new byte[64 << 10];
            int length = 0;
            try
            {
                int read;
                while ((read = await socket.ReceiveAsync(buffer.AsMemory(length))) > 0)
                {
                    length += read;
                    int whole = RawHttp.WholeLength(buffer.AsSpan(0, length));
                    if (whole == 0)
                    {
                        continue;
                    }

                    int status = _statusOf(Interlocked.Increment(ref _count));
                    _received(buffer.AsSpan(0, whole));
                    buffer.AsSpan(whole, length - whole).CopyTo(buffer);
                    length -= whole;
                    if (Latency > TimeSpan.Zero)
                    {
                        await Task.Delay(Latency);
                    }

                    await socket.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} -\r\nContent-Length: 0\r\n\r\n"));
                }
            }
            catch (SocketException)
            {
            }
        }
    }
}
