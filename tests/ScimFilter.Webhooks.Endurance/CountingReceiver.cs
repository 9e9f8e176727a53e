using System.Net;
using System.Net.Sockets;

namespace ScimFilter.Webhooks.Endurance;

/// <summary>
/// A receiver that takes everything and costs next to nothing: one answer for each request, whose body tells when it was sent.
/// </summary>
internal sealed class CountingReceiver : IReceiver, IDisposable
{
    private static readonly byte[] _answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Action<ReadOnlySpan<byte>> _received;
    private long _count;
    private int _connections;

    public CountingReceiver(Action<ReadOnlySpan<byte>> received)
    {
        _received = received;
        _listener.Start(1_024);
        _ = AcceptAsync();
    }

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

                    Interlocked.Increment(ref _count);
                    _received(buffer.AsSpan(0, whole));
                    buffer.AsSpan(whole, length - whole).CopyTo(buffer);
                    length -= whole;
                    await socket.SendAsync(_answer);
                }
            }
            catch (SocketException)
            {
            }
        }
    }
}
