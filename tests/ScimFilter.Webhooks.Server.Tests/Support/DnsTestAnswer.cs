using System.Buffers.Binary;
using System.Net;

namespace ScimFilter.Webhooks.Server.Tests.Support;

/// <summary>An answer of a DNS server: a code and records.</summary>
internal sealed class DnsTestAnswer
{
    private readonly List<byte[]> _answers = [];
    private readonly List<byte[]> _authorities = [];

    /// <summary>Gets the response code: 0 none, 2 server failure, 3 no such name.</summary>
    public int Code { get; init; }

    /// <summary>Gets a value indicating whether datagrams are cut off, so that the client comes back over TCP.</summary>
    public bool IsLong { get; init; }

    /// <summary>Gets another question to repeat than the one that came.</summary>
    public byte[]? Question { get; init; }

    /// <summary>Gets bytes to send in the place of records.</summary>
    public byte[]? Raw { get; init; }

    public DnsTestAnswer With(string name, string address, int timeToLive = 60)
    {
        byte[] bytes = IPAddress.Parse(address).GetAddressBytes();
        _answers.Add(Record(name, bytes.Length == 4 ? DnsTestServer.A : DnsTestServer.Aaaa, timeToLive, bytes));
        return this;
    }

    public DnsTestAnswer WithAlias(string name, string target, int timeToLive = 60)
    {
        _answers.Add(Record(name, DnsTestServer.Alias, timeToLive, DnsTestServer.NameOf(target)));
        return this;
    }

    public DnsTestAnswer WithAuthority(int minimum)
    {
        var numbers = new byte[20];
        BinaryPrimitives.WriteInt32BigEndian(numbers.AsSpan(16), minimum);
        _authorities.Add(Record("example", DnsTestServer.Authority, 3_600, [0, 0, .. numbers]));
        return this;
    }

    public byte[] ToBytes(ReadOnlySpan<byte> id, ReadOnlySpan<byte> question, bool isDatagram)
    {
        bool isCut = IsLong && isDatagram;
        var counts = new byte[6];
        BinaryPrimitives.WriteUInt16BigEndian(counts, (ushort)(Raw is not null ? 1 : isCut ? 0 : _answers.Count));
        BinaryPrimitives.WriteUInt16BigEndian(counts.AsSpan(2), (ushort)_authorities.Count);
        return
        [
            .. id, (byte)(0x81 | (isCut ? 2 : 0)), (byte)(0x80 | Code), 0, 1, .. counts, .. Question ?? question,
            .. Raw ?? [.. isCut ? [] : _answers.SelectMany(record => record), .. _authorities.SelectMany(record => record)],
        ];
    }

    private static byte[] Record(string name, ushort type, int timeToLive, byte[] data)
    {
        var middle = new byte[10];
        BinaryPrimitives.WriteUInt16BigEndian(middle, type);
        BinaryPrimitives.WriteUInt16BigEndian(middle.AsSpan(2), 1);
        BinaryPrimitives.WriteInt32BigEndian(middle.AsSpan(4), timeToLive);
        BinaryPrimitives.WriteUInt16BigEndian(middle.AsSpan(8), (ushort)data.Length);
        return [.. DnsTestServer.NameOf(name), .. middle, .. data];
    }
}
