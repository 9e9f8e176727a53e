using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>A DNS server on loopback, over UDP and TCP, that answers as a test says, or not at all.</summary>
internal sealed class DnsTestServer : IDisposable
{
    public const ushort A = 1;
    public const ushort Alias = 5;
    public const ushort Authority = 6;
    public const ushort Aaaa = 28;

    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();
    private readonly UdpClient _udp;
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stopping = new();

    public DnsTestServer()
    {
        _tcp = new TcpListener(IPAddress.Loopback, 0);
        _tcp.Start();
        EndPoint = (IPEndPoint)_tcp.LocalEndpoint;
        _udp = new UdpClient(EndPoint);
        _ = ServeUdpAsync();
        _ = ServeTcpAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Gets the questions that came, as name and type.</summary>
    public ConcurrentQueue<(string Name, ushort Type)> Questions { get; } = [];

    /// <summary>Gets or sets what makes the answer to a question; null is silence.</summary>
    public Func<string, ushort, DnsTestAnswer?> Answering { get; set; } = (_, _) => null;

    /// <summary>Waits for a question of a name; the questions before it are passed over.</summary>
    public async Task AskedAsync(string name)
    {
        while (await _asked.Reader.ReadAsync(_stopping.Token) != name)
        {
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _udp.Dispose();
        _tcp.Dispose();
        _stopping.Dispose();
    }

    public static byte[] NameOf(string name) =>
    [
        .. name.Split('.', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]),
        0,
    ];

    private async Task ServeUdpAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult query = await _udp.ReceiveAsync(_stopping.Token);
                if (Answer(query.Buffer, isDatagram: true) is { } answer)
                {
                    await _udp.SendAsync(answer, query.RemoteEndPoint, _stopping.Token);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _tcp.AcceptTcpClientAsync(_stopping.Token);
                NetworkStream stream = client.GetStream();
                var length = new byte[2];
                await stream.ReadExactlyAsync(length, _stopping.Token);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(query, _stopping.Token);
                if (Answer(query, isDatagram: false) is { } answer)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. length, .. answer], _stopping.Token);
                }
            }
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or ObjectDisposedException or IOException or SocketException)
        {
        }
    }

    private byte[]? Answer(byte[] query, bool isDatagram)
    {
        var labels = new List<string>();
        int at = 12;
        for (; query[at] != 0; at += query[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        }

        string name = string.Join('.', labels);
        ushort type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(at + 1));
        Questions.Enqueue((name, type));
        _asked.Writer.TryWrite(name);
        return Answering(name, type)?.ToBytes(query.AsSpan(0, 2), query.AsSpan(12, at + 5 - 12), isDatagram);
    }
}
