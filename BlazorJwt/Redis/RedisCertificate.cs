using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using StackExchange.Redis;

namespace BlazorJwt.Redis;

/// <summary>What is wrong with the certificate of a Redis that speaks TLS. The connection itself is made and checked by the
/// library.</summary>
internal static class RedisCertificate
{
    private const int AnswerMilliseconds = 3000;

    /// <summary>What is wrong, in a sentence that names the setting; null when nothing is found wrong.</summary>
    public static string? Problem(ConfigurationOptions configuration) =>
        configuration.EndPoints.OfType<EndPoint>().Select(endPoint => Problem(endPoint, configuration.SslHost))
            .FirstOrDefault(problem => problem is not null);

    private static string? Problem(EndPoint endPoint, string? sslHost)
    {
        var (host, port) = endPoint switch
        {
            DnsEndPoint name => (name.Host, name.Port),
            IPEndPoint address => (address.Address.ToString(), address.Port),
            _ => ("", 0),
        };
        var expected = string.IsNullOrEmpty(sslHost) ? host : sslHost;
        try
        {
            using var client = new TcpClient();
            if (host.Length == 0 || !client.ConnectAsync(host, port).Wait(AnswerMilliseconds)) return null;
            client.ReceiveTimeout = client.SendTimeout = AnswerMilliseconds;
            var found = SslPolicyErrors.None;
            using var tls = new SslStream(client.GetStream());
            try
            {
                tls.AuthenticateAsClient(new SslClientAuthenticationOptions
                {
                    TargetHost = expected,
                    RemoteCertificateValidationCallback = (_, _, _, errors) => (found = errors) is SslPolicyErrors.None,
                });
            }
            catch (AuthenticationException) when (found is not SslPolicyErrors.None)
            {
                // What the certificate lacks is told below.
            }

            return found switch
            {
                SslPolicyErrors.None => null,
                SslPolicyErrors.RemoteCertificateNameMismatch =>
                    $"The certificate of Redis at {Name(endPoint)} is not for the name “{expected}”. Write the name that it has into " +
                        "ConnectionStrings:Redis, or add ,sslHost=… with it.",
                _ => $"The certificate of Redis at {Name(endPoint)} is not one that this machine trusts. Add the authority that signed " +
                    "it to those of the machine, and see that it has not expired.",
            };
        }
        catch (Exception reason) when (reason is SocketException or IOException or AuthenticationException
            or AggregateException { InnerException: SocketException })
        {
            // It went away, or speaks no TLS: others say so.
            return null;
        }
    }

    /// <summary>An address as the connection string has it.</summary>
    public static string Name(EndPoint endPoint) => endPoint is DnsEndPoint name ? $"{name.Host}:{name.Port}" : $"{endPoint}";
}
